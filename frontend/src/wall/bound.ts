import type { HubQuery } from '@/gql/generated/graphql'

type Posts = HubQuery['viewer']['posts']

/** The posts that bound what a viewer sees to their places; none where the viewer sees the whole county. */
export function boundPosts(posts: Posts): Posts {
  const bound = posts.filter((p) => p.role === 'TOWNSHIP_OFFICER' || p.role === 'ENTERPRISE_REPORTER')
  return bound.length === posts.length ? bound : []
}
