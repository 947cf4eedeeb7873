/** Next runs it once, before the web process answers. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { rememberSockets } = await import('../collections/client-address')
    rememberSockets()
  }
}
