/** A hidden page gets no frames; it is brought up to date at this pace. */
const HIDDEN_MS = 1_000

/** Calls once at the next frame, or after a second where the page is hidden. */
export function afterFrame(call: () => void): void {
  let done = false
  const run = () => {
    if (done) return
    done = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    call()
  }
  const frame = requestAnimationFrame(run)
  const timer = setTimeout(run, HIDDEN_MS)
}
