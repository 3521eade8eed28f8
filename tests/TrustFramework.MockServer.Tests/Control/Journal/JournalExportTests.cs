using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Tests.Login;

namespace TrustFramework.MockServer.Tests.Control.Journal;

public sealed class JournalExportTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["log"] = ["version", "creator", "entries"],
        ["creator"] = ["name", "version"],
        ["entry"] = ["startedDateTime", "time", "request", "response", "cache", "timings"],
        ["request"] = ["method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"],
        ["postData"] = ["mimeType", "params", "text"],
        ["response"] = ["status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize", "bodySize"],
        ["content"] = ["size", "mimeType"],
        ["timings"] = ["send", "wait", "receive"],
    };

    private readonly TrustFrameworkClient _client = server.NewTenant();

    private ControlClient Control => new(server.CreateClient(), _client.Tenant);

    [Fact]
    public async Task The_HAR_export_has_all_required_members()
    {
        await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        await _client.GetAsync("policies/none?$expand=x");
        await new LoginClient(server, _client.Tenant.ToString()).TokenAsync(("grant_type", "x"), ("client_secret", "s"));

        var response = await Control.GetAsync("journal.har");

        var log = ShouldHaveRequiredMembers(response.Json["log"]!, "log");
        ShouldHaveRequiredMembers(log["creator"]!, "creator");
        log["version"]!.GetValue<string>().Should().Be("1.2");
        var entries = log["entries"]!.AsArray();
        entries.Should().HaveCount(3);
        foreach (var entry in entries)
        {
            ShouldHaveRequiredMembers(entry!, "entry");
            DateTimeOffset.Parse(entry!["startedDateTime"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).Year.Should().Be(2026);
            ShouldHaveRequiredMembers(entry["timings"]!, "timings").Sum(timing => timing.Value!.GetValue<double>()).Should().BeApproximately(entry["time"]!.GetValue<double>(), 0.01);
            var (harRequest, harResponse) = (ShouldHaveRequiredMembers(entry["request"]!, "request"), ShouldHaveRequiredMembers(entry["response"]!, "response"));
            ShouldHaveRequiredMembers(harResponse["content"]!, "content");
            if (harRequest["postData"] is { } postData)
                ShouldHaveRequiredMembers(postData, "postData");
            foreach (var pair in harRequest["headers"]!.AsArray().Concat(harRequest["queryString"]!.AsArray()).Concat(harResponse["headers"]!.AsArray()))
                pair!.AsObject().Select(member => member.Key).Should().Equal("name", "value");
            new Uri(harRequest["url"]!.GetValue<string>()).IsAbsoluteUri.Should().BeTrue();
        }

        entries[0]!["request"]!["postData"]!["text"]!.GetValue<string>().Should().Be(TrustFrameworkClient.Policy("B2C_1A_A"));
        entries[1]!["request"]!["queryString"]!.ToJsonString().Should().Be("""[{"name":"$expand","value":"x"}]""");
        entries[1]!["comment"]!.GetValue<string>().Should().StartWith("BadRequest: ");
    }

    /// <summary>Sends the requests as an editor does: replaces the variables and splits the file at ###.</summary>
    [Fact]
    public async Task The_http_file_can_be_sent_again()
    {
        await _client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A", innerXml: "<!--\n### not a request\n-->"));
        await _client.PostAsync("keySets", """{"id":"a"}""");
        await _client.PostAsync("keySets/B2C_1A_a/uploadSecret", """{"use":"sig","k":"hush"}""");
        await new LoginClient(server, _client.Tenant.ToString()).TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "hush"), ("scope", LoginClient.DefaultScope));
        await _client.GetAsync("policies/B2C_1A_None");
        var file = (await Control.GetAsync("journal.http")).Text;
        file.Should().StartWith("@host = http://localhost\n@token = \n@secret = \n").And.Contain("# AADB2C90073: Policy with 'policyId': B2C_1A_NONE cannot be found");
        using var http = server.CreateClient();
        var newTenant = Guid.NewGuid();
        var token = new TrustFrameworkClient(http, newTenant).Bearer;
        string Fill(string text) => text.Replace("{{host}}", "", StringComparison.Ordinal).Replace("{{token}}", token, StringComparison.Ordinal)
            .Replace("{{secret}}", "another", StringComparison.Ordinal).Replace(_client.Tenant.ToString(), newTenant.ToString(), StringComparison.Ordinal);

        var statuses = new List<int>();
        foreach (var request in Regex.Split(file, "^###.*\n", RegexOptions.Multiline).Skip(1).Select(Fill))
            statuses.Add(await SendAsync(http, request));

        statuses.Should().Equal(201, 201, 200, 200, 404);
    }

    private static async Task<int> SendAsync(HttpClient http, string text)
    {
        var parts = text.Split("\n\n", 2);
        var lines = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).ToList();
        using var request = new HttpRequestMessage(new HttpMethod(lines[0].Split(' ')[0]), lines[0].Split(' ')[1]);
        if (parts.Length == 2 && parts[1].Trim().Length > 0)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parts[1].TrimEnd('\n')));
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static JsonObject ShouldHaveRequiredMembers(JsonNode node, string kind)
    {
        var members = node.AsObject();
        members.Select(member => member.Key).Should().Contain(Required[kind], kind);
        Required[kind].Where(name => members[name] is null).Should().BeEmpty(kind);
        return members;
    }
}
