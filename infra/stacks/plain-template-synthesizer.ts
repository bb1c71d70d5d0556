import {
  type DockerImageAssetLocation,
  type FileAssetLocation,
  type ISynthesisSession,
  StackSynthesizer,
} from 'aws-cdk-lib';

const refuse = (kind: string): never => {
  throw new Error(
    `expected a template that needs nothing but itself, received a ${kind} asset; put it into the hub`,
  );
};

/**
 * Makes a template that anybody may deploy, with their own credentials and with whatever tool, into an account
 * that was never bootstrapped for CDK. `BootstraplessSynthesizer` still names the roles of a bootstrapped account.
 */
export class PlainTemplateSynthesizer extends StackSynthesizer {
  addFileAsset(): FileAssetLocation {
    return refuse('file');
  }

  addDockerImageAsset(): DockerImageAssetLocation {
    return refuse('container image');
  }

  synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    this.emitArtifact(session);
  }
}
