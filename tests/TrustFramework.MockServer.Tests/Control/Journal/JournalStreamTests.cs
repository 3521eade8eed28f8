using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Control.Journal;

public sealed class JournalStreamTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task The_stream_has_new_entries_of_the_tenant_that_match_the_filter()
    {
        using var http = server.CreateClient();
        await using var events = await OpenAsync(http, "journal/stream?status=2xx");

        await _client.GetAsync("policies/none");
        await server.NewTenant().GetAsync("policies");
        await _client.GetAsync("policies");
        await _client.GetAsync("keySets");

        var first = await NextAsync(events);
        var second = await NextAsync(events);
        (first.EventType, first.Json["operation"]!.GetValue<string>()).Should().Be(("exchange", "P1"));
        (second.EventType, second.Json["operation"]!.GetValue<string>()).Should().Be(("exchange", "K1"));
        second.Id.Should().Be(second.Json["number"]!.ToString());
    }

    [Fact]
    public async Task A_reader_can_resume_after_an_entry()
    {
        await _client.GetAsync("policies");
        var number = (await new ControlClient(server.CreateClient(), _client.Tenant).GetAsync("journal")).Json["entries"]![0]!["number"]!.GetValue<long>();
        await _client.GetAsync("keySets");
        using var http = server.CreateClient();

        await using var events = await OpenAsync(http, $"journal/stream?since={number}");

        (await NextAsync(events)).Json["operation"]!.GetValue<string>().Should().Be("K1");
    }

    [Fact]
    public async Task The_number_of_readers_is_limited_and_a_reader_that_leaves_is_not_counted()
    {
        await using var own = new MockServerFactory();
        using var http = own.CreateClient();
        List<HttpResponseMessage> readers = [];
        for (var i = 0; i < 64; i++)
            readers.Add(await http.GetAsync(new Uri("/_mock/journal/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead));
        ControlClient.ShouldBeProblem(await new ControlClient(http).GetAsync("journal/stream"), 503, "Close one");

        readers[0].Dispose();

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var retried = await http.GetAsync(new Uri("/_mock/journal/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (retried.IsSuccessStatusCode)
                break;
            await Task.Delay(10, timeout.Token); // the server notices the disconnect asynchronously
        }

        readers.ForEach(reader => reader.Dispose());
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> OpenAsync(HttpClient http, string path)
    {
        var stream = await http.GetStreamAsync(new Uri($"/_mock/tenants/{_client.Tenant}/{path}", UriKind.Relative));
        var events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).Should().BeTrue();
        events.Current.EventType.Should().Be("listening");
        return events;
    }

    private static async Task<(string EventType, string? Id, JsonNode Json)> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        (await events.MoveNextAsync()).Should().BeTrue();
        return (events.Current.EventType, events.Current.EventId, JsonNode.Parse(events.Current.Data)!);
    }
}
