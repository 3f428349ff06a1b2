/** The rules of a password, as server/rule/password.go has them. */
export type PasswordRule = 'length' | 'classes' | 'name'

export const passwordRules: PasswordRule[] = ['length', 'classes', 'name']

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/** Which rules a password keeps. The last five are known to the hub alone. */
export function rulesKept(password: string, userName: string): Record<PasswordRule, boolean> {
  const length = [...password].length
  return {
    length: length >= 10 && length <= 256,
    classes: classes.filter((c) => c.test(password)).length >= 3,
    name: password !== '' && (!userName || !password.toLowerCase().includes(userName.toLowerCase())),
  }
}

export const fits = (password: string, userName: string): boolean =>
  Object.values(rulesKept(password, userName)).every(Boolean)
