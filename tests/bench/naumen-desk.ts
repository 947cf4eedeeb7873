import { startNaumenSandbox } from '../../src/sandbox/naumen/server'

/** The sandbox's Naumen in a process of its own, so that its share can be told. */
const [stateFile = '', accessKey = ''] = process.argv.slice(2)
const desk = await startNaumenSandbox({ port: 0, accessKey, stateFile })
process.send?.({ type: 'ready', url: desk.url, controlUrl: desk.controlUrl })
process.on('disconnect', () => process.exit(0))
