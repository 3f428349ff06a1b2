import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assertClean, openBrowser, openPage } from './browser.js'
import { becomes, Hub, until } from './hub.js'
import { oneTimeCode } from './totp.js'

const password = 'Correct-Horse-7'
const size = { locale: 'en-GB', width: 1366, height: 768 }

describe('a person and their account', () => {
  let hub, browser, page, faults, secret, used
  before(async () => {
    hub = await Hub.start({ host: 'localhost' })
    browser = await openBrowser()
    ;({ page, faults } = await openPage(browser, size))
    await page.addInitScript(() => localStorage.setItem('language', 'en'))
  })
  after(async () => {
    await browser?.close()
    await hub?.stop()
  })

  const button = (name) => page.getByRole('button', { name, exact: true })
  const enrol = async (link, name) => {
    await page.goto('about:blank') // the same page with another fragment is no new page
    await page.goto(link)
    await page.locator('[name=username]').fill(name)
    await page.locator('[name=displayName]').fill(`The ${name}`)
    await page.locator('[name=password]').fill(password)
    await page.locator('[name=again]').fill(password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL('**/console')
  }
  const signOut = async () => {
    await page.locator('.console-header button').last().click()
    await page.waitForURL('**/signin')
  }
  const signIn = async (word, at = page) => {
    await at.goto(`${hub.url}/signin`)
    await at.locator('[name=username]').fill('anna')
    await at.locator('[name=password]').fill(word)
    await at.locator('button[type=submit]').click()
  }
  const confirm = async (word = password) => {
    await page.locator('.ant-modal [type=password]').fill(word)
    await button('Continue').click()
  }
  const said = (text) => page.locator('.ant-message').getByText(text).waitFor()

  it('sees the rules of a password kept one after another', async () => {
    await page.goto(hub.printedLink('user', 'invite', '--role', 'DUTY_OFFICER'))
    await page.locator('[name=username]').fill('anna')
    await page.locator('[name=displayName]').fill('Anna')
    const kept = () => page.locator('.password-rules [data-kept=true]').count()
    const submit = page.locator('button[type=submit]')
    for (const [word, rules] of [['short', 1], ['longenough', 2], ['my-Anna-2026', 2], [password, 3]]) {
      await page.locator('[name=password]').fill(word)
      await becomes(kept, rules, word)
      assert.ok(await submit.isDisabled())
    }
    await page.locator('[name=again]').fill(password)
    await submit.click()
    await page.waitForURL('**/console')
  })

  it('sets up one-time codes', async () => {
    await page.locator('.console-who a').click()
    await page.waitForURL('**/console/account')
    await button('Set up').click()
    await confirm('Wrong-Horse-7')
    await said('The present password is wrong.')
    await confirm()
    secret = await page.locator('.ant-modal .console-secret').textContent()
    await page.locator('.account-qr svg').waitFor()
    await page.locator('[autocomplete=one-time-code]').fill(oneTimeCode(secret))
    await button('Confirm').click()
    await said('One-time codes are on.')
  })

  it('signs in with a code, and not with a wrong one', async () => {
    await signOut()
    await signIn(password)
    const code = page.locator('[autocomplete=one-time-code]')
    await code.fill('000000')
    await page.locator('button[type=submit]').click()
    await page.locator('.failure').waitFor()
    await page.reload() // the second step still waits
    used = oneTimeCode(secret, 1) // that of now confirmed the set-up
    await code.fill(used)
    await page.locator('button[type=submit]').click()
    await page.waitForURL('**/console')
  })

  it('adds a passkey and signs in with it', async () => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    })
    await page.goto(`${hub.url}/console/account`)
    await button('Add a passkey').click()
    await page.locator('#name').fill('desk PC')
    await confirm()
    await said('The passkey is added.')
    await page.locator('.account-list').getByText('desk PC').waitFor()
    await signOut()
    await signIn(password)
    await button('Use a passkey').click()
    await page.waitForURL('**/console')
    await page.goto(`${hub.url}/console/account`)
    await page.getByText(/· used 20/).waitFor()
  })

  it('enrols a phone that says whose it is', async () => {
    const cookie = await hub.enrol('System administrator', { username: 'admin', displayName: 'Admin', password })
    const ask = async (query) => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query }),
      })
      return (await response.json()).data
    }
    const { users } = await ask('{users(first:100){edges{node{id name}}}}')
    const { id } = users.edges.find((edge) => edge.node.name === 'anna').node
    const { createEnrolment } = await ask(
      `mutation{createEnrolment(input:{kind:FIELD_DEVICE,name:"red phone",user:"${id}",idempotencyKey:"phone"}){link}}`,
    )
    const phone = await openPage(browser, { locale: 'zh-CN', width: 390, height: 844, isMobile: true })
    await phone.page.goto(createEnrolment.link)
    await phone.page.getByRole('button', { name: '登记这部手机' }).click()
    await phone.page.getByText('这部手机现在属于「anna」').waitFor()
    assertClean(phone.faults)
    await phone.context.close()
  })

  it('hands a post on and takes it back', async () => {
    const other = await openPage(browser, size)
    await other.page.addInitScript(() => localStorage.setItem('language', 'en'))
    await other.page.goto(hub.printedLink('user', 'invite'))
    for (const [field, text] of [['username', 'bert'], ['displayName', 'Bert'], ['password', password], ['again', password]])
      await other.page.locator(`[name=${field}]`).fill(text)
    await other.page.locator('button[type=submit]').click()
    await other.page.waitForURL('**/console')

    await page.locator('#to').fill('bert')
    await page.locator('#period').click()
    const inDays = (n) => new Date(Date.now() + (n * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
    await page.keyboard.type(`${inDays(0)} 00:00`)
    await page.keyboard.press('Enter')
    await page.keyboard.type(`${inDays(3)} 18:00`)
    await page.keyboard.press('Enter')
    await page.locator('#reason').fill('leave')
    await button('Hand on the post').click()
    await said('bert stands in.')
    await page.getByText('Duty officer → bert').waitFor()
    await other.page.goto(`${hub.url}/console/account`)
    await other.page.getByText('in the stead of anna').waitFor()

    await button('Take back').click()
    await page.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await said('Taken back.')
    await page.getByText('You have handed on no post.').waitFor()
    await other.page.reload()
    await other.page.getByText('You hold no post now.').first().waitFor()
    await other.context.close()
  })

  it('sees a sign-in elsewhere and ends it', async () => {
    const elsewhere = await openPage(browser, size)
    await signIn(password, elsewhere.page)
    // A code is good once: the story waits for one that comes after that which was used.
    const code = await until(() => (oneTimeCode(secret, 1) === used ? null : oneTimeCode(secret, 1)), 'the next code')
    await elsewhere.page.locator('[autocomplete=one-time-code]').fill(code)
    await elsewhere.page.locator('button[type=submit]').click()
    await elsewhere.page.waitForURL('**/console')
    await page.reload()
    await button('End').first().waitFor()
    for (let left = await button('End').count(); left > 0; left--) {
      await button('End').first().click()
      await becomes(() => button('End').count(), left - 1, 'the sign-in is listed no more')
    }
    await page.locator('.ant-message').getByText('The sign-in has ended.').first().waitFor()
    await elsewhere.page.reload()
    await elsewhere.page.waitForURL('**/signin')
    await elsewhere.context.close()
  })

  it('changes the password', async () => {
    await page.goto(`${hub.url}/console/account`)
    await page.locator('#current').fill(password)
    await page.locator('#password').fill(password)
    await page.locator('#again').fill(password)
    await button('Change password').click()
    await said('is one of your last five')
    await page.locator('#password').fill('Better-Horse-8')
    await page.locator('#again').fill('Better-Horse-8')
    await button('Change password').click()
    await said('The password is changed')
  })

  it('is locked out after five failures, and sees for how long', async () => {
    await signOut()
    for (let i = 0; i < 5; i++) {
      await signIn('Wrong-Horse-7')
      await page.locator('.failure').waitFor()
    }
    await signIn('Better-Horse-8')
    await page.locator('.failure', { hasText: /another 1[45]:/ }).waitFor()
  })

  it('recovers with a link, and has neither the old factors nor the lock', async () => {
    await page.goto(hub.printedLink('user', 'recover', 'anna'))
    await page.getByText('A new password for the account "anna".').waitFor()
    for (const field of ['password', 'again']) await page.locator(`[name=${field}]`).fill(password)
    await page.locator('button[type=submit]').click()
    await page.locator('.failure', { hasText: 'last five' }).waitFor()
    for (const field of ['password', 'again']) await page.locator(`[name=${field}]`).fill('Newest-Horse-9')
    await page.locator('button[type=submit]').click()
    await page.waitForURL('**/console')
    await signOut()
    await signIn('Newest-Horse-9')
    await page.waitForURL('**/console')
  })

  it('meets no error but the refusals that they provoked', () =>
    assertClean(faults, [/400 \(Bad Request\)/, /401 \(Unauthorized\)/, /429 \(Too Many Requests\)/]))

  it('leaves an audit trail that is whole', async () => {
    await hub.halt('SIGTERM')
    assert.match(hub.command('audit', 'verify'), /whole/)
  })
})
