using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Graph;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Graph;

/// <summary>Batches as Microsoft.Graph sends and reads them: conventions 4 [E].</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task Twenty_five_requests_are_sent_in_two_batches()
    {
        var tenant = await TestTenant.NewAsync();
        var batch = new BatchRequestContentCollection(tenant.Graph);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 1; number <= 25; number++)
            ids[$"B2C_1A_{number}"] = batch.AddBatchRequestStep(Put(tenant, $"B2C_1A_{number}", TestTenant.Policy($"B2C_1A_{number}")));

        var responses = await tenant.Graph.Batch.PostAsync(batch);

        (await responses.GetResponsesStatusCodesAsync()).Should().HaveCount(25).And.OnlyContain(response => response.Value == HttpStatusCode.Created);
        (await tenant.TrustFramework.CountPoliciesAsync()).Should().Be(25);
        foreach (var (policy, id) in ids)
        {
            using var response = await responses.GetResponseByIdAsync(id);
            response.Content.Headers.ContentType!.MediaType.Should().Be("application/xml");
            response.Headers.Location!.ToString().Should().Be($"/trustFramework/policies/{policy}/");
            // The library does not decode the base64 text.
            Encoding.UTF8.GetString(Convert.FromBase64String(await response.Content.ReadAsStringAsync())).Should().Be(TestTenant.Policy(policy));
        }

        (await SizesAsync(tenant)).Should().BeEquivalentTo([20, 5]);
    }

    [Fact]
    public async Task Requests_that_depend_on_each_other_run_in_order()
    {
        var tenant = await TestTenant.NewAsync();
        var batch = new BatchRequestContentCollection(tenant.Graph);
        batch.AddBatchRequestStep(new BatchRequestStep("set", Json(tenant, "keySets", """{"id":"Keys"}""")));
        batch.AddBatchRequestStep(new BatchRequestStep("key", Json(tenant, "keySets/B2C_1A_Keys/generateKey", """{"use":"sig","kty":"RSA"}"""), ["set"]));
        batch.AddBatchRequestStep(new BatchRequestStep("active", Get(tenant, "keySets/B2C_1A_Keys/getActiveKey()"), ["key"]));

        var responses = await tenant.Graph.Batch.PostAsync(batch);

        using var generated = await responses.GetResponseByIdAsync("key");
        using var active = await responses.GetResponseByIdAsync("active");
        (generated.StatusCode, active.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
        (await KidAsync(active)).Should().Be(await KidAsync(generated));
    }

    [Fact]
    public async Task A_request_that_depends_on_a_failed_one_fails_too()
    {
        var tenant = await TestTenant.NewAsync();
        var batch = new BatchRequestContentCollection(tenant.Graph);
        batch.AddBatchRequestStep(new BatchRequestStep("leaf", Put(tenant, "B2C_1A_Leaf", TestTenant.Policy("B2C_1A_Leaf", baseId: "B2C_1A_none"))));
        batch.AddBatchRequestStep(new BatchRequestStep("next", Put(tenant, "B2C_1A_Next", TestTenant.Policy("B2C_1A_Next")), ["leaf"]));

        var responses = await tenant.Graph.Batch.PostAsync(batch);

        (await responses.GetResponsesStatusCodesAsync()).Select(response => (response.Key, (int)response.Value)).Should().BeEquivalentTo([("leaf", 400), ("next", 424)]);
        using var next = await responses.GetResponseByIdAsync("next");
        JsonNode.Parse(await next.Content.ReadAsStringAsync())!["error"]!["code"]!.GetValue<string>().Should().Be("FailedDependency");
        (await tenant.TrustFramework.CountPoliciesAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Throttled_requests_are_sent_again_in_another_batch()
    {
        var tenant = await TestTenant.NewAsync();
        using var http = tenant.Server.NewHttpClient();
        using var rule = new StringContent("""{"match":{"operation":"P4"},"outcome":{"kind":"tooManyRequests","retryAfter":1},"when":{"next":3}}""", Encoding.UTF8, "application/json");
        using var added = await http.PostAsync(new Uri(tenant.Server.Address, $"/_mock/tenants/{tenant.Id}/faults"), rule);
        added.StatusCode.Should().Be(HttpStatusCode.Created);
        var batch = new BatchRequestContentCollection(tenant.Graph);
        for (var number = 1; number <= 10; number++)
            batch.AddBatchRequestStep(Put(tenant, $"B2C_1A_{number}", TestTenant.Policy($"B2C_1A_{number}")));

        var statuses = await (await tenant.Graph.Batch.PostAsync(batch)).GetResponsesStatusCodesAsync();
        var again = await tenant.Graph.Batch.PostAsync(batch.NewBatchWithFailedRequests(statuses));

        statuses.Values.Should().HaveCount(10).And.Contain(HttpStatusCode.TooManyRequests);
        (await again.GetResponsesStatusCodesAsync()).Should().HaveCount(3).And.OnlyContain(response => response.Value == HttpStatusCode.Created);
        (await tenant.TrustFramework.CountPoliciesAsync()).Should().Be(10);
    }

    [Fact]
    public async Task An_invalid_batch_is_an_error_with_its_message()
    {
        var tenant = await TestTenant.NewAsync();
        var batch = new BatchRequestContentCollection(tenant.Graph);
        batch.AddBatchRequestStep(new BatchRequestStep("1", Get(tenant, "policies")));
        batch.AddBatchRequestStep(new BatchRequestStep("2", Get(tenant, "policies")));
        batch.AddBatchRequestStep(new BatchRequestStep("3", Get(tenant, "policies"), ["2"]));

        var post = () => tenant.Graph.Batch.PostAsync(batch);

        var exception = (await post.Should().ThrowExactlyAsync<ServiceException>()).Which;
        exception.ResponseStatusCode.Should().Be(400);
        exception.ToString().Should().Contain("BadRequest").And.Contain("Batch should be either fully sequential or fully parallel.");
    }

    private static HttpRequestMessage Put(TestTenant tenant, string id, string xml) =>
        new(HttpMethod.Put, Address(tenant, $"policies/{id}/$value")) { Content = new StringContent(xml, Encoding.UTF8, "application/xml") };

    private static HttpRequestMessage Json(TestTenant tenant, string path, string json) =>
        new(HttpMethod.Post, Address(tenant, path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static HttpRequestMessage Get(TestTenant tenant, string path) => new(HttpMethod.Get, Address(tenant, path));

    private static string Address(TestTenant tenant, string path) => $"{tenant.Server.BaseUrl}/trustFramework/{path}";

    private static async Task<string> KidAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!["kid"]!.GetValue<string>();

    /// <summary>Reads the number of responses in each batch from the server's journal.</summary>
    private static async Task<IEnumerable<int>> SizesAsync(TestTenant tenant)
    {
        using var http = tenant.Server.NewHttpClient();
        var journal = JsonNode.Parse(await http.GetStringAsync(new Uri(tenant.Server.Address, $"/_mock/tenants/{tenant.Id}/journal")))!["entries"]!.AsArray();
        var whole = journal.Count(entry => entry!["operation"]?.GetValue<string>() == "B1");
        whole.Should().Be(2);
        return journal.Where(entry => entry!["operation"]?.GetValue<string>() == "P4")
            .GroupBy(entry => entry!["clientRequestId"]!.GetValue<string>(), StringComparer.Ordinal).Select(batch => batch.Count());
    }
}
