/** What a link that begins a request in a category opens the bot with. */
export const topicPayload = (category: string) => `c-${category}`

export const linkTo = (bot: string, payload: string) => `https://t.me/${bot}?start=${payload}`
