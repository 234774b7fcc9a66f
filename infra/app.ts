import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { readSetting } from './config.ts'
import { bundleFunctions } from './constructs/bundles.ts'
import { composeDistrict } from './district.ts'
import { findingsOf } from './validation.ts'

/** `cdk synth -c district=NAME`: the templates of one district; any finding or warning on them fails it. */
const app = new App()
const setting = readSetting(app)
const codeFor = bundleFunctions(join(app.outdir, 'bundles'), { beside: setting.besideCode })
composeDistrict(app, setting, codeFor)
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))

const findings = findingsOf(app.synth().directory)
for (const finding of findings) console.error(finding)
if (findings.length > 0) process.exitCode = 1
