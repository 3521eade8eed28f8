using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using TrustFramework.MockServer.Testing.Faults;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class ManyServersTests
{
    private static readonly Guid SharedTenantId = new("11111111-2222-4333-8444-555555555555");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Twenty_concurrent_servers_are_isolated(bool onLoopback)
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            onLoopback ? TrustFrameworkServer.StartOnLoopbackAsync() : TrustFrameworkServer.StartAsync()));

        // Each server has the same tenant with a different year, policy and fault.
        await Task.WhenAll(servers.Select(async (server, number) =>
        {
            var tenant = await server.CreateTenantAsync(new Tenants.TenantOptions { Id = SharedTenantId });
            await server.Clock.SetAsync(new DateTimeOffset(2030 + number, 1, 1, 0, 0, 0, TimeSpan.Zero));
            (await tenant.UploadAsync($"B2C_1A_Number{number}")).Should().Be(201);
            await tenant.Faults.AddAsync(new FaultRule { Outcome = new FaultOutcome { Status = 500 + number } });
        }));

        await Task.WhenAll(servers.Select(async (server, number) =>
        {
            (await server.Clock.ReadAsync()).Now.Year.Should().Be(2030 + number);
            (await server.ListTenantsAsync()).Should().ContainSingle().Which.Policies.Should().Be(1);
            (await server.Journal.ListAsync()).Should().ContainSingle().Which.Id.Should().Be($"B2C_1A_Number{number}");
            await server.DisposeAsync();
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposed_server_can_be_garbage_collected(bool onLoopback)
    {
        var log = await RunAsync(onLoopback);

        // A connection or a timer that is about to end can still reference the server.
        for (var tries = 0; tries < 100 && log.IsAlive; tries++)
        {
            await Task.Delay(10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        log.IsAlive.Should().BeFalse("something still references the server and its log callback");
    }

    [Fact]
    public async Task Disposed_server_releases_its_ports()
    {
        var server = await TrustFrameworkServer.StartOnLoopbackAsync();
        await (await server.CreateTenantAsync()).UploadAsync("B2C_1A_Base");

        await server.DisposeAsync();

        foreach (var port in new[] { server.Address.Port, server.SecureAddress!.Port })
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            var connect = () => socket.ConnectAsync(IPAddress.Loopback, port);
            (await connect.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
        }
    }

    [Fact]
    public async Task Server_can_be_disposed_while_its_journal_is_followed()
    {
        var server = await TrustFrameworkServer.StartOnLoopbackAsync();
        var tenant = await server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");
        await using var journal = server.Journal.FollowAsync(new Journal.JournalFilter { Since = 0 }).GetAsyncEnumerator();
        (await journal.MoveNextAsync()).Should().BeTrue();

        await server.DisposeAsync();

        using var client = server.CreateClient();
        var ask = () => client.GetAsync(new Uri("/_mock/health/live", UriKind.Relative));
        await ask.Should().ThrowAsync<HttpRequestException>();
    }

    /// <summary>A separate method, so that the caller's stack holds no reference.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync(bool onLoopback)
    {
        var lines = new List<string>();
        void Write(string line)
        {
            lock (lines)
                lines.Add(line);
        }

        await using var server = onLoopback
            ? await TrustFrameworkServer.StartOnLoopbackAsync(options => options.Log = Write)
            : await TrustFrameworkServer.StartAsync(options => options.Log = Write);
        var tenant = await server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");
        await tenant.IssueTokenAsync();
        lines.Should().NotBeEmpty();
        return new WeakReference(lines);
    }
}
