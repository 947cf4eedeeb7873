'use client'

/** The window a bot opens with answerCallbackQuery and show_alert. */
export function Alert({ text, close }: { text: string; close(): void }) {
  return (
    <div className="dialog-veil" onClick={close}>
      <div
        className="dialog"
        role="alertdialog"
        aria-label="Сообщение бота"
        data-testid="alert"
        onClick={(event) => event.stopPropagation()}
      >
        <p>{text}</p>
        <button type="button" className="text-button" autoFocus onClick={close}>
          ОК
        </button>
      </div>
    </div>
  )
}
