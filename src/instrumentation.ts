/** Next runs it once, before the web process answers. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { rememberSockets } = await import('../collections/client-address')
    rememberSockets()
    const { readConfig } = await import('./config')
    // Dates that Payload writes on the server are read by people of the company
    process.env.TZ = readConfig(process.env).TIME_ZONE
  }
}
