import * as collections from './20261122_090000_collections'
import * as engine from './20261122_100000_engine'
import * as guards from './20261122_100200_guards'
import * as inbox from './20261122_210000_inbox'
import * as fileNotices from './20261123_003952_file_notices'
import * as conversation from './20261123_023946_conversation'
import * as ticketEvents from './20261123_024500_ticket_events'
import * as telling from './20261123_030000_telling'
import * as workerMetrics from './20261123_032500_worker_metrics'
import * as panel from './20261123_055927_panel'
import * as panelSignIn from './20261123_070100_panel_sign_in'
import * as figures from './20261123_070200_figures'
import * as ticketSearch from './20261123_070300_ticket_search'
import * as categorySync from './20261123_070400_category_sync'
import * as articles from './20261123_070600_articles'
import * as connectionChecks from './20261123_070800_connection_checks'
import * as closedReplies from './20261123_070900_closed_replies'
import * as categorySent from './20261123_071000_category_sent'
import * as oneSetting from './20261123_071100_one_setting'
import * as dayFigures from './20261123_071200_day_figures'
import * as keptCounts from './20261123_071300_kept_counts'

/**
 * In the order they run: Payload's own table of migrations comes with the collections.
 * `payload migrate:create` rewrites this file: keep the order.
 */
export const migrations = [
  { name: '20261122_090000_collections', ...collections },
  { name: '20261122_100000_engine', ...engine },
  { name: '20261122_100200_guards', ...guards },
  { name: '20261122_210000_inbox', ...inbox },
  { name: '20261123_003952_file_notices', ...fileNotices },
  { name: '20261123_023946_conversation', ...conversation },
  { name: '20261123_024500_ticket_events', ...ticketEvents },
  { name: '20261123_030000_telling', ...telling },
  { name: '20261123_032500_worker_metrics', ...workerMetrics },
  { name: '20261123_055927_panel', ...panel },
  { name: '20261123_070100_panel_sign_in', ...panelSignIn },
  { name: '20261123_070200_figures', ...figures },
  { name: '20261123_070300_ticket_search', ...ticketSearch },
  { name: '20261123_070400_category_sync', ...categorySync },
  { name: '20261123_070600_articles', ...articles },
  { name: '20261123_070800_connection_checks', ...connectionChecks },
  { name: '20261123_070900_closed_replies', ...closedReplies },
  { name: '20261123_071000_category_sent', ...categorySent },
  { name: '20261123_071100_one_setting', ...oneSetting },
  { name: '20261123_071200_day_figures', ...dayFigures },
  { name: '20261123_071300_kept_counts', ...keptCounts },
]
