import type { DistrictConfig } from '../contracts/district.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Logger } from '../runtime/logger.ts'
import type { RawFiles } from './raw-files.ts'
import type { NewSpool } from './spool.ts'
import type { Store } from './store.ts'

/** What the use cases are given by whoever composes the system. */
export interface Deps {
  readonly store: Store
  readonly rawFiles: RawFiles
  readonly district: DistrictConfig
  readonly newSpool: NewSpool
  readonly clock: Clock
  readonly logger: Logger
}
