#:project ../src/TrustFramework.MockServer.Testing/TrustFramework.MockServer.Testing.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// What a test that starts its own server waits for: from the start to the first answer of the API, with a tenant of its own on the way.
//   dotnet run -c Release bench/in-process.cs
// In one process, as test suites run. The first of each kind, which compiles everything, is told apart; then the median of 50.
using System.Diagnostics;
using System.Globalization;
using TrustFramework.MockServer.Testing;

Console.WriteLine("| | first in the process, ms | median, ms | 95 of 100 within, ms | most, ms |");
Console.WriteLine("|---|---|---|---|---|");
await ReportAsync("in memory: server, tenant, first answer", () => AnswerAsync(TrustFrameworkServer.StartAsync()));
await ReportAsync("TLS on loopback: server, tenant, first answer", () => AnswerAsync(TrustFrameworkServer.StartOnLoopbackAsync()));
await using var shared = await TrustFrameworkServer.StartAsync();
await ReportAsync("a server that runs: tenant, first answer", () => AskAsync(shared));

static async Task ReportAsync(string what, Func<Task> run)
{
    var first = await TimeAsync(run);
    var times = new List<double>();
    for (var round = 0; round < 50; round++)
        times.Add(await TimeAsync(run));
    times.Sort();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {first:0} | {times[25]:0.0} | {times[47]:0.0} | {times[49]:0.0} |"));
}

static async Task<double> TimeAsync(Func<Task> run)
{
    var start = Stopwatch.GetTimestamp();
    await run();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static async Task AnswerAsync(Task<TrustFrameworkServer> starting)
{
    var server = await starting;
    await AskAsync(server);
    // Its end is not waited for: it is no part of what is measured.
    _ = server.DisposeAsync().AsTask();
}

static async Task AskAsync(TrustFrameworkServer server)
{
    var tenant = await server.CreateTenantAsync();
    using var graph = tenant.CreateClient("Policy.Read.All");
    using var answer = await graph.GetAsync(new Uri("trustFramework/policies", UriKind.Relative));
    answer.EnsureSuccessStatusCode();
}
