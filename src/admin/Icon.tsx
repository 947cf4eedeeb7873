export function Icon() {
  return <span style={{ fontSize: 18, fontWeight: 700 }}>Б</span>
}
