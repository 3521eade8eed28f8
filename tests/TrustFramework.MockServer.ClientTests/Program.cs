using TrustFramework.MockServer.ClientTests.Interception;

// The test assembly as a program: what a user's own program is, which has nothing but its environment to tell it where to go.
return args switch
{
    ["told", var authority, var tenant] => await ClientProgram.RunConfiguredAsync(new Uri(authority), tenant),
    ["unmodified", var tenant] => await ClientProgram.RunUnmodifiedAsync(tenant),
    ["environment", var graph] => await ClientProgram.RunFromEnvironmentAsync(graph),
    ["real-names", var tenant] => await PrivateNetwork.RunAsync(tenant),
    _ => throw new InvalidOperationException("This is the client program of the tests: told, unmodified, environment, real-names."),
};
