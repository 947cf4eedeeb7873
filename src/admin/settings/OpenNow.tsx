import type { UIFieldServerProps } from 'payload'
import { companyZone } from '../kit/company-time'
import { OpenNowLine } from './OpenNowLine'

export const OpenNow = ({ payload }: UIFieldServerProps) => (
  <OpenNowLine timeZone={companyZone(payload)} />
)
