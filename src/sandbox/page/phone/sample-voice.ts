import { oggOpus } from './ogg-opus'

const SECONDS = 3
const RATE = 48_000
// 20 ms of silence, for browsers that cannot encode Opus themselves.
const SILENCE = new Uint8Array([0xf8, 0xff, 0xfe])

/** A voice message made on the spot: a soft melody, as OGG with Opus like Telegram's own. */
export async function sampleVoice(): Promise<{ file: File; duration: number }> {
  const packets = await melody().catch(() => null)
  const bytes = oggOpus(packets ?? Array.from({ length: SECONDS * 50 }, () => SILENCE))
  const file = new File([bytes], 'Голосовое сообщение.ogg', { type: 'audio/ogg' })
  return { file, duration: SECONDS }
}

async function melody(): Promise<Uint8Array[]> {
  const packets: Uint8Array[] = []
  let failure: unknown
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const packet = new Uint8Array(chunk.byteLength)
      chunk.copyTo(packet)
      packets.push(packet)
    },
    error: (error) => (failure = error),
  })
  encoder.configure({ codec: 'opus', sampleRate: RATE, numberOfChannels: 1, bitrate: 24_000 })
  const data = samples()
  encoder.encode(
    new AudioData({
      format: 'f32',
      sampleRate: RATE,
      numberOfChannels: 1,
      numberOfFrames: data.length,
      timestamp: 0,
      data,
    }),
  )
  await encoder.flush()
  encoder.close()
  if (failure) throw failure
  return packets
}

const notes = [392, 440, 523.25, 440, 392, 329.63]

function samples(): Float32Array<ArrayBuffer> {
  const perNote = (SECONDS * RATE) / notes.length
  return Float32Array.from({ length: SECONDS * RATE }, (_, index) => {
    const within = (index % perNote) / perNote
    const note = notes[Math.floor(index / perNote)] ?? 0
    return 0.25 * Math.sin((2 * Math.PI * note * index) / RATE) * Math.sin(Math.PI * within) ** 2
  })
}
