using TrustFramework.MockServer.ClientTests.Interception;

// The client program of the tests. It runs in its own process, because a user's program is configured by environment variables.
return args switch
{
    ["configured", var authority, var tenant] => await ClientProgram.RunConfiguredAsync(new Uri(authority), tenant),
    ["unmodified", var tenant] => await ClientProgram.RunUnmodifiedAsync(tenant),
    ["environment", var graph] => await ClientProgram.RunFromEnvironmentAsync(graph),
    ["policy"] => await PolicyProgram.RunUnmodifiedAsync(),
    ["real-names", .. var program] => await PrivateNetwork.RunAsync(program),
    _ => throw new InvalidOperationException("Unknown arguments. The first one is configured, unmodified, environment, policy or real-names."),
};
