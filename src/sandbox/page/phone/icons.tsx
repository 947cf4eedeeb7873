type IconProps = { path: string; size?: number }

/** A line icon in the colour of the text; its meaning is said by the button around it. */
export const Icon = ({ path, size = 22 }: IconProps) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
  >
    <path d={path} />
  </svg>
)

export const icons = {
  attach:
    'M20 11.5l-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5l7.5-7.5',
  send: 'M4 12L3 4.5 21 12 3 19.5 4 12zm0 0h7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  down: 'M12 5v14m-6-6l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  back: 'M15 5l-7 7 7 7',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  photo: 'M4 6h16v13H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5v.01',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  album: 'M7 7h13v13H7zM4 16V4h12M7 17l4-4 3 3 2-2 4 4',
  video: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
  round: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM10 8.5v7l5.5-3.5z',
  voice: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4',
  music:
    'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  place:
    'M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12zM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.5-4.5 4-6.5 8-6.5s7.5 2 8 6.5',
  heavy: 'M12 3v11m-5-5l5 5 5-5M4 20h16',
  screen: 'M3 5h18v12H3zM9 21h6M12 17v4',
  play: 'M8 5.5v13l11-6.5z',
  pause: 'M8 5.5v13M16 5.5v13',
  menu: 'M4 7h16M4 12h16M4 17h16',
  reply: 'M10 6L4 12l6 6M4 12h9c4 0 6 2 7 6',
  edit: 'M4 20l1-4.5L16 4.5a2 2 0 0 1 3 0l.5.5a2 2 0 0 1 0 3L8.5 19z',
  bin: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  link: 'M8 16L17 7M10 7h7v7',
} as const

export const Ticks = () => (
  <svg className="ticks" width="17" height="11" viewBox="0 0 17 11" fill="none" aria-hidden>
    <path
      d="M1 6l3.5 3.5L11 2M7.5 8.7l.9.8L15 2"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

/** The crossed-out bell of a message that came without a sound. */
export const Silent = () => (
  <span className="stamp__silent" role="img" aria-label="Без звука" title="Пришло без звука">
    <Icon
      path="M10 20.5a2.2 2.2 0 0 0 4 0M18 13V10.5a6 6 0 0 0-9.3-5M6 10.5V15l-1.5 2.5H16M3.5 3.5l17 17"
      size={13}
    />
  </span>
)
