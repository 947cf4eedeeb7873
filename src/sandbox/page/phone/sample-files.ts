/** A picture of an error on a screen, drawn on the spot, so that anybody has something to attach. */
export async function sampleScreenshot(): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = 960
  canvas.height = 600
  const pen = canvas.getContext('2d')
  if (pen) drawError(pen)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  return new File([blob ?? ''], 'Снимок экрана.png', { type: 'image/png' })
}

function drawError(pen: CanvasRenderingContext2D) {
  const box = (colour: string, x: number, y: number, width: number, height: number) => {
    pen.fillStyle = colour
    pen.fillRect(x, y, width, height)
  }
  const say = (text: string, x: number, y: number, size: number, colour = '#1d2733') => {
    pen.fillStyle = colour
    pen.font = `${size}px system-ui, sans-serif`
    pen.fillText(text, x, y)
  }
  box('#31577c', 0, 0, 960, 600)
  box('#23405d', 0, 560, 960, 40)
  box('#8d98a3', 206, 146, 560, 300)
  box('#ffffff', 200, 140, 560, 300)
  box('#d9e3ee', 200, 140, 560, 44)
  say('Печать', 220, 169, 20)
  say('✕', 726, 169, 18)
  pen.fillStyle = '#d64545'
  pen.beginPath()
  pen.arc(262, 268, 30, 0, Math.PI * 2)
  pen.fill()
  say('!', 256, 282, 40, '#ffffff')
  say('Принтер не отвечает', 320, 258, 26)
  say('Ошибка 0x00000709', 320, 296, 20, '#5d6b78')
  box('#2f7fd1', 610, 376, 120, 40)
  say('ОК', 655, 403, 20, '#ffffff')
  say(new Date().toLocaleString('ru'), 740, 586, 18, '#ffffff')
}

/** Small in truth; the phone declares a size that is over Telegram's limit for bots. */
export const bigFile = () =>
  new File(['Этот файл только называет себя большим.\n'], 'Запись экрана.zip', {
    type: 'application/zip',
  })
