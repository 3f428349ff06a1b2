// A county in the middle of an accident, told through the contract: what the gallery
// draws and the accessibility check reads.
import { Hub } from './hub.js'
import { ask } from './subscriber.js'

/** Who looks, by the name that a screen asks for; each a person with one post. */
const people = {
  duty: ['DUTY_OFFICER', '值班员'],
  commander: ['COMMANDER', '指挥长'],
  lead: ['GROUP_LEAD', '抢险救援组组长'],
  analyst: ['BUREAU_ANALYST', '商务局分析员', '--organisation', 'COMMERCE'],
}

const minutesAgo = (n) => new Date(Date.now() - n * 60_000).toISOString()

export class Staged {
  #keys = 0

  /** A hub with simulated stations; people and a display are let in, nothing has happened yet. */
  static async start() {
    const staged = new Staged()
    const database = process.env.HUB_TEST_POSTGRES ? 'postgres' : 'sqlite'
    staged.hub = await Hub.start({ database, flags: ['--simulate', '--trusted-documents=false'] })
    const { hub } = staged
    staged.cookies = { nobody: '', wall: await hub.enrol('Wall') }
    for (const [title, name] of [['System administrator', 'system'], ['Security administrator', 'security'], ['Auditor', 'auditor']])
      staged.cookies[name] = await hub.enrol(title, { username: name, displayName: name, password: 'Correct-Horse-7' })
    for (const [name, [role, displayName, ...bound]] of Object.entries(people))
      staged.cookies[name] = await hub.person(name, displayName, '--role', role, ...bound)
    staged.cookies.phone = await staged.#enrolPhone('lead')
    return staged
  }

  /** Carries out a mutation as somebody; gives the object that it returns under its name. */
  async act(as, mutation, selection, input) {
    const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`
    const answer = await ask(this.hub, this.cookies[as], `mutation($input:${type}!){${mutation}(input:$input){${selection} userErrors{field message}}}`, {
      input: { ...input, idempotencyKey: `staged ${++this.#keys}` },
    })
    const done = answer.data?.[mutation]
    if (answer.errors || !done || done.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(answer)}`)
    return done
  }

  async #enrolPhone(username) {
    const { data, errors } = await ask(this.hub, this.cookies.system, 'query { users(first: 50) { edges { node { id name } } } }')
    if (errors) throw new Error(JSON.stringify(errors))
    const user = data.users.edges.find(({ node }) => node.name === username).node.id
    const { link } = await this.act('system', 'createEnrolment', 'link', { kind: 'FIELD_DEVICE', name: '抢险组 1 号手机', user })
    const code = new URL(link).hash.replace('#code=', '')
    return this.hub.exchange({ code })
  }

  /** A tanker on its side that nobody has judged yet, and a fire with dead under a response; ids in `incident`, `report`, `handOver`. */
  async accident() {
    const officer = (mutation, selection, input) => this.act('duty', mutation, selection, input)
    await officer('setShift', 'shift{id}', {
      duty: 'OFFICER', name: '王值班', phone: '0356-6202000', since: minutesAgo(120), until: minutesAgo(-480),
    })
    await officer('openIncident', 'incident{id}', {
      facts: { title: '油罐车侧翻', kind: 'HAZMAT_ROAD', area: '140524101', occurredAt: minutesAgo(4) },
    })
    const fire = await officer('openIncident', 'incident{id}', {
      facts: { title: '崇文城东加油站火灾', kind: 'FIRE', station: 'LC0001', occurredAt: minutesAgo(40), address: '崇文镇县城东环路', reporter: '站长', reporterPhone: '13900000001' },
      counts: { deaths: 4, seriouslyInjured: 2, injured: 0, trapped: null, missing: null, atRisk: 30, directLoss: 100_000 },
    })
    this.incident = fire.incident.id
    await this.act('commander', 'startResponse', 'incident{id}', { incident: this.incident, level: 'I', order: {}, commandPost: '东环路口', commandPostLead: '李副县长' })
    const { data } = await ask(this.hub, this.cookies.lead, 'query($id:ID!){incident(id:$id){tasks{id version}}}', { id: this.incident })
    for (const [n, task] of data.incident.tasks.slice(0, 3).entries())
      await this.act('lead', 'moveTask', 'task{id}', { task: task.id, version: task.version, state: ['ACKNOWLEDGED', 'IN_PROGRESS', 'DONE'][n], note: '已到位' })
    const report = await officer('draftReport', 'report{id}', { incident: this.incident, kind: 'FIRST', elements: [{ element: 'MEASURES', text: '已疏散' }] })
    this.report = report.report.id
    const handed = await this.act('commander', 'handOver', 'incident{handOvers{id}}', { incident: this.incident, to: '市应急指挥部', receivedBy: '李某某' })
    this.handOver = handed.incident.handOvers[0].id
  }

  /** The hub stands still until what this gives is called: nothing comes, and no connection breaks. */
  hush() {
    this.hub.process.kill('SIGSTOP')
    return () => this.hub.process.kill('SIGCONT')
  }

  async stop() {
    await this.hub.stop()
  }
}
