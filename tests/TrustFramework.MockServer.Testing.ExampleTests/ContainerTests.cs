using DotNet.Testcontainers.Builders;
using TrustFramework.MockServer.Testing;

namespace Contoso.Policies;

public sealed class ContainerTests
{
    // <connect>
    [Fact]
    public async Task Client_works_with_a_remote_server()
    {
        await using var remote = await TrustFrameworkServer.StartOnLoopbackAsync(options => options.Settings["MockServer:Control:Token"] = "s3cret");

        await using var server = await TrustFrameworkServer.ConnectAsync(remote.Address, remote.SecureAddress, controlToken: "s3cret");

        var tenant = await server.CreateTenantAsync();
        using var graph = tenant.CreateClient("Policy.ReadWrite.TrustFramework");
        Assert.True(await new PolicyUploader(graph).UploadAsync("B2C_1A_Base", ExamplePolicies.Base(tenant.Domain)));
    }
    // </connect>

    // <testcontainers>
    [DockerFact]
    public async Task Testcontainers_starts_the_server()
    {
        await using var container = new ContainerBuilder("trustframework-mock")
            .WithPortBinding(8080, assignRandomHostPort: true)
            .WithPortBinding(8443, assignRandomHostPort: true)
            .WithEnvironment("MockServer__Control__Token", "s3cret")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(8080).ForPath("/_mock/health/ready")))
            .Build();
        await container.StartAsync();

        await using var server = await TrustFrameworkServer.ConnectAsync(
            new UriBuilder("http", container.Hostname, container.GetMappedPublicPort(8080)).Uri,
            new UriBuilder("https", container.Hostname, container.GetMappedPublicPort(8443)).Uri,
            "s3cret");
        var tenant = await server.CreateTenantAsync();
        using var graph = tenant.CreateClient("Policy.ReadWrite.TrustFramework");

        Assert.True(await new PolicyUploader(graph).UploadAsync("B2C_1A_Base", ExamplePolicies.Base(tenant.Domain)));
    }
    // </testcontainers>
}

/// <summary>Runs only if <c>MOCKSERVER_IMAGE=built</c> is set, which means that Docker is available and the image is built.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerFactAttribute : FactAttribute
{
    public DockerFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("MOCKSERVER_IMAGE") is null ? "Build docker/Dockerfile and set MOCKSERVER_IMAGE=built." : null;
}
