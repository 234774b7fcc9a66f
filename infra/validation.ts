import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** What is read of the report that a synth leaves beside its templates. */
const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(
        z.object({
          ruleName: z.string(),
          description: z.string(),
          severity: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string().optional() })),
        }),
      ),
    }),
  ),
})

/**
 * Everything that the template validation and cdk-nag found, a line each. The synth itself fails on errors alone,
 * yet a value that AWS does not know, which would fail the deployment, is only a warning there.
 * Throws where the report is missing: then nothing was checked.
 */
export function findingsOf(assembly: string): readonly string[] {
  const report = reportSchema.parse(
    JSON.parse(readFileSync(join(assembly, 'validation-report.json'), 'utf8')),
  )
  return report.pluginReports
    .flatMap(({ violations }) => violations)
    .map(({ severity, ruleName, description, violatingConstructs }) => {
      const where = violatingConstructs.map(({ constructPath }) => constructPath ?? 'the app').join(', ')
      return `${severity} ${ruleName}: ${description} (${where})`
    })
}
