using System.Net;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class ConnectTests
{
    [Fact]
    public async Task Connected_server_works_and_keeps_running_after_disposal()
    {
        await using var elsewhere = await TrustFrameworkServer.StartOnLoopbackAsync(options =>
        {
            options.Auth = AuthMode.Strict;
            options.Settings["MockServer:Control:Token"] = "s3cret";
        });

        await using (var server = await TrustFrameworkServer.ConnectAsync(elsewhere.Address, elsewhere.SecureAddress, "s3cret"))
        {
            var tenant = await server.CreateTenantAsync();
            (await tenant.UploadAsync("B2C_1A_Base")).Should().Be(201);
            (await tenant.Journal.WaitForAsync(new Journal.JournalFilter { Status = "201" })).Url.Should().StartWith(elsewhere.SecureAddress!.ToString());
            server.AuthorityPem.Should().Be(elsewhere.AuthorityPem);
        }

        (await elsewhere.ListTenantsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Clients_use_HTTP_without_an_HTTPS_address()
    {
        await using var elsewhere = await TrustFrameworkServer.StartOnLoopbackAsync();
        await using var server = await TrustFrameworkServer.ConnectAsync(elsewhere.Address);

        (await (await server.CreateTenantAsync()).UploadAsync("B2C_1A_Base")).Should().Be(201);
        (server.GraphAddress.Scheme, server.AuthorityPem).Should().Be(("http", null));
    }

    [Fact]
    public async Task Wrong_control_token_throws_with_the_server_message()
    {
        await using var elsewhere = await TrustFrameworkServer.StartOnLoopbackAsync(options => options.Settings["MockServer:Control:Token"] = "s3cret");
        await using var server = await TrustFrameworkServer.ConnectAsync(elsewhere.Address, controlToken: "wrong");

        var make = () => server.CreateTenantAsync();

        (await ((Func<Task>)make).ShouldRefuseAsync("MockServer:Control:Token")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connecting_to_a_stopped_server_throws()
    {
        var gone = await TrustFrameworkServer.StartOnLoopbackAsync();
        await gone.DisposeAsync();

        var connect = () => TrustFrameworkServer.ConnectAsync(gone.Address);

        await connect.Should().ThrowAsync<HttpRequestException>();
    }
}
