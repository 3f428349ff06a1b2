// A foreign device: mosquitto_pub, which shares no code with the hub.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { patience } from './hub.js'

/**
 * Publishes at QoS 1 and waits for the answer. Resolves to { code, output };
 * code 0 means that the hub answered. payload is an object, a string or bytes.
 */
export async function publish(hub, { id, secret }, payload, { topic = 'v1/devices/me/telemetry', version = '311', args = [] } = {}) {
  const body = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
  const child = spawn('mosquitto_pub', [
    '-h', '127.0.0.1', '-p', String(hub.mqttPort), '-V', version, '-q', '1',
    '-u', id, '-P', secret, '-t', topic, '-s', ...args,
  ], { timeout: patience })
  let output = ''
  child.stdout.on('data', (data) => { output += data })
  child.stderr.on('data', (data) => { output += data })
  child.stdin.on('error', () => {}) // the hub may close before all is read
  child.stdin.end(body)
  const [code] = await once(child, 'close')
  return { code, output }
}

let sequence = 0
const boot = Date.now().toString(16)

/** A batch with one tank's reading, measured now. */
export function reading(tank, volumeL, more = {}) {
  sequence += 1
  return {
    boot, seq: sequence, time: new Date().toISOString(),
    tanks: [{ tank, levelMm: 1200, volumeL, temperatureC: 14.3, waterMm: 0, waterL: 0, ...more }],
  }
}
