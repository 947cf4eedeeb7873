/** Stands on the sign-in page in place of Payload's own. */
export function Logo() {
  return (
    <div style={{ textAlign: 'center', lineHeight: 1.3 }}>
      <div style={{ fontSize: 30, fontWeight: 700, letterSpacing: 1 }}>БЛАГО</div>
      <div style={{ fontSize: 16, opacity: 0.7 }}>Поддержка сотрудников</div>
    </div>
  )
}
