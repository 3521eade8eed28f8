using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Graph;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Policies;

/// <summary>Every operation on policies as Microsoft.Graph sends it: conventions 9.3.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task A_policy_is_put_as_a_stream_and_its_content_read_back_byte_for_byte()
    {
        var tenant = await TestTenant.NewAsync();
        var xml = TestTenant.Policy("B2C_1A_Hello");

        var created = await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(xml));
        var replaced = await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(xml));
        var read = await tenant.TrustFramework.GetPolicyContentAsync("B2C_1A_Hello");

        (await created.ReadTextAsync()).Should().Be(xml);
        (await replaced.ReadTextAsync()).Should().Be(xml);
        (await read.ReadTextAsync()).Should().Be(xml);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_in_chunks()
    {
        var tenant = await TestTenant.NewAsync();
        var xml = TestTenant.Policy("B2C_1A_Chunks");

        await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Chunks", TestStreams.NonSeekable(xml));

        (await (await tenant.TrustFramework.GetPolicyContentAsync("B2C_1A_Chunks")).ReadTextAsync()).Should().Be(xml);
    }

    [Fact]
    public async Task Policies_are_listed_and_counted()
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_b", TestStreams.Seekable(TestTenant.Policy("B2C_1A_b")));
        await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_a", TestStreams.Seekable(TestTenant.Policy("B2C_1A_a")));

        var list = await tenant.TrustFramework.ListPoliciesAsync();

        list!.Value!.Select(policy => policy.Id).Should().Equal("B2C_1A_a", "B2C_1A_b");
        list.OdataNextLink.Should().BeNull();
        list.AdditionalData["@odata.context"].Should().Be($"{tenant.Server.BaseUrl}/$metadata#trustFramework/policies");
        (await tenant.TrustFramework.CountPoliciesAsync()).Should().Be(2);
    }

    [Fact]
    public async Task The_iterator_reads_all_pages_of_a_query()
    {
        var tenant = await TestTenant.NewAsync();
        foreach (var id in new[] { "B2C_1A_a", "B2C_1A_b", "B2C_1A_c", "B2C_1A_d" })
            await tenant.TrustFramework.PutPolicyContentAsync(id, TestStreams.Seekable(TestTenant.Policy(id)));

        string[] order = ["id desc"], selection = ["id"];
        var first = await tenant.TrustFramework.QueryPoliciesAsync(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["%24count"] = true,
            ["%24filter"] = "not(id eq 'B2C_1A_c')",
            ["%24orderby"] = order,
            ["%24select"] = selection,
            ["%24top"] = 1,
        });
        first!.OdataCount.Should().Be(3);
        (await tenant.TrustFramework.IterateAsync(first)).Select(policy => policy.Id).Should().Equal("B2C_1A_d", "B2C_1A_b", "B2C_1A_a");
    }

    [Fact]
    public async Task A_policy_is_read_as_an_entity()
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(TestTenant.Policy("B2C_1A_Hello")));

        (await tenant.TrustFramework.GetPolicyAsync("b2c_1a_hello"))!.Id.Should().Be("B2C_1A_Hello");
    }

    [Fact]
    public async Task The_response_to_a_post_of_XML_is_the_XML()
    {
        var tenant = await TestTenant.NewAsync();
        var xml = TestTenant.Policy("B2C_1A_Posted");

        (await (await tenant.TrustFramework.PostPolicyAsync(TestStreams.Seekable(xml))).ReadTextAsync()).Should().Be(xml);

        var post = () => tenant.TrustFramework.PostPolicyAsync(TestStreams.Seekable(xml));
        await post.ShouldFailAsync(409, "AADB2C", $"Policy with 'policyId': B2C_1A_POSTED already exists in the directory '{tenant.Id}'.");
    }

    /// <summary>The typed SDK can only send JSON: conventions 9.3 [O].</summary>
    [Fact]
    public async Task The_typed_post_sends_JSON_and_gets_the_error_for_invalid_XML()
    {
        var tenant = await TestTenant.NewAsync();

        var post = () => tenant.TrustFramework.PostPolicyAsync(new TrustFrameworkPolicy { Id = "B2C_1A_Hello" });

        await post.ShouldFailAsync(400, "AADB2C", "The policy being uploaded is not XML or is not correctly formatted: Data at the root level is invalid. Line 1, position 1.");
    }

    [Fact]
    public async Task The_typed_patch_gets_the_error_for_an_unknown_action()
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(TestTenant.Policy("B2C_1A_Hello")));

        var patch = () => tenant.TrustFramework.PatchPolicyAsync("B2C_1A_Hello", new TrustFrameworkPolicy { Id = "B2C_1A_Hello" });

        (await patch.ShouldFailAsync(404, "UnknownError")).Message.Should()
            .Contain("No HTTP resource was found that matches the request URI 'https://cpim.windows.net/graph/trustFramework/policies('B2C_1A_Hello')'.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_is_deleted_by_its_entity_or_its_content(bool content)
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PutPolicyContentAsync("B2C_1A_Hello", TestStreams.Seekable(TestTenant.Policy("B2C_1A_Hello")));

        await (content ? tenant.TrustFramework.DeletePolicyContentAsync("B2C_1A_Hello") : tenant.TrustFramework.DeletePolicyAsync("B2C_1A_Hello"));

        (await tenant.TrustFramework.CountPoliciesAsync()).Should().Be(0);
        var read = () => tenant.TrustFramework.GetPolicyAsync("B2C_1A_Hello");
        await read.ShouldFailAsync(404, "AADB2C90073");
    }

    /// <summary>Kiota escapes every character that is not unreserved, including the slash: conventions 3.1 [E].</summary>
    [Fact]
    public async Task An_id_can_need_escaping()
    {
        var tenant = await TestTenant.NewAsync();

        var read = () => tenant.TrustFramework.GetPolicyContentAsync("a b/c'd(é)");

        await read.ShouldFailAsync(404, "AADB2C90073", $"Policy with 'policyId': A B/C'D(É) cannot be found in the directory '{tenant.Id}'.");
    }
}
