return await TrustFramework.MockServer.Cli.CommandLine.RunAsync(args);
