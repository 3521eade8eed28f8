#:project ../src/TrustFramework.MockServer.Testing/TrustFramework.MockServer.Testing.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Measures how long a test waits for its own server: from the start to the first response of the API, including the creation of a tenant.
//   dotnet run -c Release bench/in-process.cs
// All measurements run in one process, as in a test suite. The first one of each kind includes JIT compilation and is printed separately
// from the median of 50.
using System.Diagnostics;
using System.Globalization;
using TrustFramework.MockServer.Testing;

Console.WriteLine("| | first in the process, ms | median, ms | 95th percentile, ms | maximum, ms |");
Console.WriteLine("|---|---|---|---|---|");
await ReportAsync("in memory: server, tenant, first response", () => MeasureServerAsync(TrustFrameworkServer.StartAsync()));
await ReportAsync("TLS on loopback: server, tenant, first response", () => MeasureServerAsync(TrustFrameworkServer.StartOnLoopbackAsync()));
await using var shared = await TrustFrameworkServer.StartAsync();
await ReportAsync("running server: tenant, first response", () => SendRequestAsync(shared));

static async Task ReportAsync(string name, Func<Task> run)
{
    var first = await TimeAsync(run);
    var times = new List<double>();
    for (var round = 0; round < 50; round++)
        times.Add(await TimeAsync(run));
    times.Sort();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {first:0} | {times[25]:0.0} | {times[47]:0.0} | {times[49]:0.0} |"));
}

static async Task<double> TimeAsync(Func<Task> run)
{
    var start = Stopwatch.GetTimestamp();
    await run();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static async Task MeasureServerAsync(Task<TrustFrameworkServer> starting)
{
    var server = await starting;
    await SendRequestAsync(server);
    // Disposal is not awaited, because it is not part of the measurement.
    _ = server.DisposeAsync().AsTask();
}

static async Task SendRequestAsync(TrustFrameworkServer server)
{
    var tenant = await server.CreateTenantAsync();
    using var graph = tenant.CreateClient("Policy.Read.All");
    using var response = await graph.GetAsync(new Uri("trustFramework/policies", UriKind.Relative));
    response.EnsureSuccessStatusCode();
}
