using System.Text.Json.Nodes;
using TrustFramework.MockServer.Tests.SignIn;

namespace TrustFramework.MockServer.Tests.Control.Journeys;

/// <summary>Journeys of the control plane.</summary>
public sealed class JourneyEndpointTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string Start = $$"""{"policy":"{{PolicyTenant.Policy}}"}""";

    [Fact]
    public async Task A_journey_waits_is_answered_and_issues_tokens()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);

        var journey = (await tenant.Control.PostAsync("journeys", $$"""
            {"policy":"{{PolicyTenant.Policy.ToLowerInvariant()}}","parameters":{"client_id":"{{PolicyTenant.Spa}}","scope":"openid offline_access https://contoso.onmicrosoft.com/api/read","nonce":"n"} }
            """)).Json;
        journey.AsObject().Select(member => member.Key).Should().Equal("id", "policy", "status", "stop", "result", "error", "trace");
        (journey["status"]!.GetValue<string>(), journey["policy"]!.GetValue<string>(), journey["result"], journey["error"]).Should().Be(("waiting", PolicyTenant.Policy, null, null));
        JsonNode.DeepEquals(journey["stop"], JsonNode.Parse("""
            {"kind":"page","step":1,"technicalProfile":"SelfAsserted-Email","contentDefinition":"api.selfasserted",
             "fields":[{"claim":"email","label":"E-mail address","type":"TextBox","required":true,"readOnly":false,"value":null,"options":[]}],"choices":[],"links":["cancel"],"message":null}
            """)).Should().BeTrue(journey["stop"]!.ToJsonString());

        journey = (await tenant.Control.PostAsync($"journeys/{journey["id"]}", """{"claims":{"email":"no address"}}""")).Json;
        journey["stop"]!["message"]!.GetValue<string>().Should().Be("Please enter an e-mail address.");
        journey = (await tenant.Control.PostAsync($"journeys/{journey["id"]}", """{"claims":{"email":"jane@example.com"}}""")).Json;

        journey["status"]!.GetValue<string>().Should().Be("completed", journey.ToJsonString());
        var id = await tenant.VerifyAsync(journey["result"]!["idToken"]!.GetValue<string>());
        (id["aud"]!.GetValue<string>(), id["nonce"]!.GetValue<string>(), id["displayName"]!.GetValue<string>()).Should().Be((PolicyTenant.Spa, "n", "Jane Doe"));
        (await tenant.VerifyAsync(journey["result"]!["accessToken"]!.GetValue<string>()))["scp"]!.GetValue<string>().Should().Be("read");
        (await tenant.TokenAsync([("grant_type", "refresh_token"), ("client_id", PolicyTenant.Spa), ("refresh_token", journey["result"]!["refreshToken"]!.GetValue<string>())])).Status.Should().Be(200);
    }

    [Fact]
    public async Task Requests_that_cannot_be_used_are_refused_with_a_hint()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);
        var control = tenant.Control;

        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", "{}"), 400, "the id of a policy with a relying party");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", """{"policy":"B2C_1A_Other"}"""), 404, "The policies of the tenant are: ");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", """{"policy":"B2C_1A_Example_Base"}"""), 404, "does not specify a default user journey");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{}]}"""), 400, "one of these members");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{"link":"cancel","exchange":"x"}]}"""), 400, "one of these members");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{"claims":{"email":"a","EMAIL":"b"} }]}"""), 400, "each claim once");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answer":{} }"""), 400, "answer");
        ControlClient.ShouldBeProblem(await control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{"link":"cancel"},{"link":"cancel"}]}"""), 409, "The journey ended after 1 of 2 answers.");
        ControlClient.ShouldBeProblem(await control.GetAsync($"journeys/{new string('a', 43)}"), 404, "does not exist in this tenant");
        var cancelled = (await control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{"link":"cancel"}]}""")).Json;
        (cancelled["status"]!.GetValue<string>(), cancelled["error"]!["code"]!.GetValue<string>()).Should().Be(("failed", "AADB2C90091"));
        ControlClient.ShouldBeProblem(await control.PostAsync($"journeys/{cancelled["id"]}", """{"link":"cancel"}"""), 409, "The journey has ended.");
    }

    [Fact]
    public async Task A_journey_is_gone_after_an_hour_and_in_other_tenants()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);
        var id = (await tenant.Control.PostAsync("journeys", Start)).Json["id"]!.GetValue<string>();

        (await new ControlClient(tenant.Http, Guid.NewGuid()).GetAsync($"journeys/{id}")).Status.Should().Be(404);
        await tenant.Control.PostAsync("clock/advance", """{"by":"PT59M"}""");
        (await tenant.Control.PostAsync($"journeys/{id}", """{"claims":{"email":""}}""")).Status.Should().Be(200);
        await tenant.Control.PostAsync("clock/advance", """{"by":"PT59M"}""");
        (await tenant.Control.GetAsync($"journeys/{id}")).Status.Should().Be(200);
        await tenant.Control.PostAsync("clock/advance", """{"by":"PT1M"}""");
        (await tenant.Control.GetAsync($"journeys/{id}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_journey_continues_from_a_snapshot_with_the_same_result()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);
        await tenant.Control.PostAsync("clock/freeze");
        var journey = (await tenant.Control.PostAsync("journeys", Start)).Json;
        var snapshot = (await tenant.Control.GetAsync("snapshot?secrets=true")).Text;

        var first = (await tenant.Control.PostAsync($"journeys/{journey["id"]}", """{"claims":{"email":"jane@example.com"}}""")).Json;
        (await tenant.Control.PutAsync("snapshot", snapshot)).Status.Should().Be(204);
        var second = (await tenant.Control.PostAsync($"journeys/{journey["id"]}", """{"claims":{"email":"jane@example.com"}}""")).Json;

        second["status"]!.GetValue<string>().Should().Be("completed", second.ToJsonString());
        second.ToJsonString().Should().Be(first.ToJsonString());
    }

    [Fact]
    public async Task Of_answers_at_the_same_time_one_is_executed()
    {
        var tenant = await PolicyTenant.CreateAsync(server, users: false, edit: PolicyEdits.RemoveVerification);
        var id = (await tenant.Control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{"claims":{"email":"new@example.com"} }]}""")).Json["id"]!.GetValue<string>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => tenant.Control.PostAsync($"journeys/{id}", $$"""{"claims":{"displayName":"User {{number}}"} }"""))));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Select(answer => answer.Status).Distinct().Should().BeSubsetOf([200, 409]);
        var created = (await tenant.Graph.GetAsync("/v1.0/users")).Json["value"]!.AsArray();
        var completed = answers.Single(answer => answer.Status == 200).Json;
        created.Select(user => user!["displayName"]!.GetValue<string>()).Should().Equal(completed["result"]!["claims"]!["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_value_that_the_directory_refuses_leaves_the_page_with_a_message()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);

        var journey = (await tenant.Control.PostAsync("journeys", $$"""
            {"policy":"{{PolicyTenant.Policy}}","answers":[{"claims":{"email":"new@example.com"} },{"claims":{"displayName":"{{new string('x', 257)}}"} }]}
            """)).Json;

        journey["stop"]!["message"]!.GetValue<string>().Should().Be("Display name has invalid input.");
    }

    [Fact]
    public async Task A_confidential_client_redeems_the_refresh_token_with_its_secret()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);
        var web = (await tenant.Graph.GetAsync($"/v1.0/applications?$filter=appId eq '{PolicyTenant.Web}'")).Json["value"]![0]!["id"]!.GetValue<string>();
        var secret = (await tenant.Graph.PostAsync($"/v1.0/applications/{web}/addPassword", "{}")).Json["secretText"]!.GetValue<string>();

        var journey = (await tenant.Control.PostAsync("journeys", $$"""
            {"policy":"{{PolicyTenant.Policy}}","parameters":{"client_id":"{{PolicyTenant.Web}}","redirect_uri":"{{PolicyTenant.WebRedirect}}","scope":"openid offline_access"},
             "answers":[{"claims":{"email":"jane@example.com"} }]}
            """)).Json;
        (string, string)[] request = [("grant_type", "refresh_token"), ("client_id", PolicyTenant.Web), ("refresh_token", journey["result"]!["refreshToken"]!.GetValue<string>())];

        (await tenant.TokenAsync([.. request, ("client_secret", secret)])).Status.Should().Be(200);
        PolicyTenant.ShouldBeError(await tenant.TokenAsync(request), "invalid_client", "AADB2C90079");
    }

    [Fact]
    public async Task A_wrong_key_makes_a_completed_journey_fail_with_the_error_of_the_service()
    {
        var tenant = await PolicyTenant.CreateAsync(server, edit: PolicyEdits.RemoveVerification);
        foreach (var key in (await tenant.Graph.GetAsync($"keySets/{PolicyTenant.SigningKeys}")).Json["keys"]!.AsArray())
            (await tenant.Graph.PatchAsync($"keySets/{PolicyTenant.SigningKeys}/keys_v2/{key!["kid"]}", """{"status":"disabled"}""")).Status.Should().Be(204);

        var journey = (await tenant.Control.PostAsync("journeys", $$"""{"policy":"{{PolicyTenant.Policy}}","answers":[{"claims":{"email":"jane@example.com"} }]}""")).Json;

        (journey["status"]!.GetValue<string>(), journey["error"]!["code"]!.GetValue<string>(), journey["error"]!["detail"]!.GetValue<string>().Length > 0).Should().Be(("failed", "AADB2C90019", true));
    }
}
