import type { App } from 'aws-cdk-lib'
import type { Setting } from './config.ts'
import type { CodeFor } from './constructs/bundles.ts'
import { AppStack } from './stacks/app-stack.ts'
import { StateStack } from './stacks/state-stack.ts'

/** The two stacks of a district: what must never be lost, and what can be made again from the code. */
export function composeDistrict(
  app: App,
  setting: Setting,
  codeFor: CodeFor,
): { readonly stateStack: StateStack; readonly appStack: AppStack } {
  const { district, region } = setting.config
  const common = { setting, codeFor, env: { region }, tags: { system: 'milaan', district } }
  const stateStack = new StateStack(app, `Milaan-${district}-State`, {
    ...common,
    terminationProtection: true,
  })
  const appStack = new AppStack(app, `Milaan-${district}-App`, { ...common, state: stateStack })
  return { stateStack, appStack }
}
