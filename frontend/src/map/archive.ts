import { type AddProtocolAction, addProtocol } from 'maplibre-gl'
import { Protocol } from 'pmtiles'
import { ARCHIVE } from './basemap'
import { loadGlyphs } from './drawing'
import { textIn } from './tileText'

const protocol = new Protocol()

type Answer = Awaited<ReturnType<AddProtocolAction>>

/** Tiles from the hub's file of them; those with names come once their glyphs are there. */
const tile: AddProtocolAction = async (request, abort) => {
  const answer = (await protocol.tile(request, abort)) as Answer // its own type says less
  if (request.type === 'arrayBuffer' && answer.data instanceof Uint8Array)
    await loadGlyphs(textIn(answer.data)).catch(() => {}) // tofu is better than no land
  return answer
}

addProtocol(ARCHIVE, tile)
