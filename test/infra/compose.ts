import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { afterAll } from 'vitest'
import { readSetting, type Setting } from '../../infra/config.ts'
import type { CodeFor } from '../../infra/constructs/bundles.ts'
import { composeDistrict } from '../../infra/district.ts'
import { parseDistrict } from '../../lib/contracts/district.ts'

/** Any part of a template. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, Json>>
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
}

/** A resource with the stack and the logical id that it stands under. */
export interface Found extends Resource {
  readonly stack: string
  readonly id: string
}

const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>
}

/** What a test file writes, gone when it is done. */
const scratch = mkdtempSync(join(tmpdir(), 'milaan-infra-'))
afterAll(() => rmSync(scratch, { recursive: true }))
export const newFolder = (): string => mkdtempSync(join(scratch, 'folder-'))

/** Code that is no function's, so that templates can be judged whether or not the functions can be bundled. */
const codeFor: CodeFor = () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => null\n')
  return Code.fromAsset(folder)
}

/** The app of the sample district as `cdk synth` makes it, with the context of `cdk.json`. */
export function composeApp({
  validated = false,
  pull,
  ...more
}: {
  validated?: boolean
  pull?: object | undefined
  [key: string]: unknown
} = {}) {
  const app = new App({
    context: { ...context, ...more },
    builtinCloudFormationValidation: validated,
    outdir: newFolder(),
  })
  const setting = pull ? fetching(pull, readSetting(app)) : readSetting(app)
  return { app, setting, ...composeDistrict(app, setting, codeFor) }
}

/** The same district, as its file would be with a feed to fetch. */
function fetching(pull: object, setting: Setting): Setting {
  const file = { ...JSON.parse(setting.districtEnvironment.MILAAN_DISTRICT!), pull }
  const districtEnvironment = { MILAAN_DISTRICT: JSON.stringify(file) }
  return { ...setting, config: parseDistrict(file), districtEnvironment }
}

/** Every resource of both stacks. */
export function resourcesOf(...stacks: readonly Stack[]): readonly Found[] {
  return stacks.flatMap((stack) => {
    const { Resources: resources } = Template.fromStack(stack).toJSON() as {
      Resources: Record<string, Resource>
    }
    return Object.entries(resources).map(([id, resource]) => ({ ...resource, stack: stack.stackName, id }))
  })
}

export const ofType = (resources: readonly Found[], type: string): readonly Found[] =>
  resources.filter((resource) => resource.Type === type)
