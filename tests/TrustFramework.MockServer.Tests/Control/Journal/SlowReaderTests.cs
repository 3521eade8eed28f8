using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Control.Journal;

/// <summary>Readers of the journal that are slow or leave. They must not keep in memory what the journal has removed.</summary>
public sealed class SlowReaderTests
{
    private const int EntryCount = 400;

    [Theory]
    [InlineData("journal")]
    [InlineData("journal.har")]
    [InlineData("journal.http")]
    public async Task Entries_are_read_while_the_response_is_sent_and_an_entry_that_is_removed_meanwhile_is_omitted(string path)
    {
        await using var server = new SocketServerFactory();
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.NewGuid());
        // Together the entries are larger than all buffers between the server and this client.
        var body = TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"<!--{new string('x', 60_000)}-->");
        for (var i = 0; i < EntryCount; i++)
            await client.PutPolicyAsync("B2C_1A_A", body);
        var control = new ControlClient(http, client.Tenant);

        using var response = await http.GetAsync(new Uri($"/_mock/tenants/{client.Tenant}/{path}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var beginning = new byte[10_000]; // of the first entry
        await stream.ReadExactlyAsync(beginning);
        (await control.DeleteAsync("journal")).Status.Should().Be(204);
        using var reader = new StreamReader(stream);
        var text = System.Text.Encoding.UTF8.GetString(beginning) + await reader.ReadToEndAsync();

        CountEntries(path, text).Should().BeInRange(1, EntryCount - 1);
    }

    private static int CountEntries(string path, string text) => path switch
    {
        "journal" => JsonNode.Parse(text)!["entries"]!.AsArray().Count,
        "journal.har" => JsonNode.Parse(text)!["log"]!["entries"]!.AsArray().Count,
        _ => text.Split("\n###").Length - 1,
    };
}
