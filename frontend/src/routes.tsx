import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { Home } from './Home'
import { RouteFailure } from './RouteFailure'

/** What the desk's URLs say beside the section: what is to be done, and what of a list is seen. */
interface ConsoleSearch {
  /** An alarm that is to become an incident. */
  of?: string
  /** What is to be begun at once. */
  act?: string
  /** The filters of a list by their names, its order and page: `console/list`. */
  [ofList: string]: string | undefined
}

// The one place that knows every face. Each is loaded when it is opened.
const root = createRootRoute({ component: Outlet, errorComponent: RouteFailure, notFoundComponent: Home })

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: lazyRouteComponent(() => import('./wall/Wall'), 'Wall'),
})
const station = createRoute({
  getParentRoute: () => root,
  path: '/station/$code',
  component: lazyRouteComponent(() => import('./station/StationPage'), 'StationPage'),
})
const console = createRoute({
  getParentRoute: () => root,
  path: '/console/{-$section}/{-$item}',
  // Texts alone: ids, and what is typed into a list's filter, are numbers to who reads a URL.
  validateSearch: ({ lang: _, ...asked }: Record<string, unknown>): ConsoleSearch =>
    Object.fromEntries(
      Object.entries(asked).flatMap(([key, value]) =>
        ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
      ),
    ),
  component: lazyRouteComponent(() => import('./console/Console'), 'Console'),
})
const report = createRoute({
  getParentRoute: () => root,
  path: '/console/reports/$report',
  component: lazyRouteComponent(() => import('./console/incidents/ReportSheet'), 'ReportSheet'),
})
const handOver = createRoute({
  getParentRoute: () => root,
  path: '/console/handovers/$handOver',
  component: lazyRouteComponent(() => import('./console/incidents/print/HandOverSheet'), 'HandOverSheet'),
})
const story = createRoute({
  getParentRoute: () => root,
  path: '/console/stories/$incident',
  component: lazyRouteComponent(() => import('./console/incidents/print/StorySheet'), 'StorySheet'),
})
const field = createRoute({
  getParentRoute: () => root,
  path: '/field/{-$section}',
  component: lazyRouteComponent(() => import('./field/Field'), 'Field'),
})
const partner = createRoute({
  getParentRoute: () => root,
  path: '/partner/{-$section}',
  component: lazyRouteComponent(() => import('./partner/Partner'), 'Partner'),
})
const enrol = createRoute({
  getParentRoute: () => root,
  path: '/enrol',
  component: lazyRouteComponent(() => import('./enrol/Enrol'), 'Enrol'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  component: lazyRouteComponent(() => import('./enrol/SignIn'), 'SignIn'),
})
const help = createRoute({
  getParentRoute: () => root,
  path: '/help',
  component: lazyRouteComponent(() => import('./help/Help'), 'Help'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    wall,
    station,
    console,
    report,
    handOver,
    story,
    field,
    partner,
    enrol,
    signIn,
    help,
  ]),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
