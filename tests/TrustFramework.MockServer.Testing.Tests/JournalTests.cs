using TrustFramework.MockServer.Testing.Journal;

namespace TrustFramework.MockServer.Testing.Tests;

public sealed class JournalTests(ServerFixture mock) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Entry_contains_the_whole_exchange()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Leaf", "B2C_1A_Base");

        var entry = (await tenant.Journal.ListAsync(new JournalFilter { Status = "4xx", Method = "PUT", Path = "*/policies/*", Since = 0, Limit = 5, Warnings = false })).Should().ContainSingle().Subject;

        (entry.Operation, entry.Id, entry.Client, entry.Status, entry.Tenant).Should().Be(("P4", "B2C_1A_Leaf", "test", 400, tenant.Id));
        entry.Refusal!.Hint.Should().Contain("B2C_1A_Base");
        entry.Permissions!.Granted.Should().Equal(TestPolicies.WritePermission);
        entry.Request.Headers["Authorization"].Should().NotContain("eyJ", "a token is a secret");
        entry.Request.Body!.Text.Should().Contain("B2C_1A_Leaf");
        (await tenant.Journal.ReadAsync(entry.Number)).Should().BeEquivalentTo(entry);
    }

    [Fact]
    public async Task WaitFor_returns_an_existing_entry()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");
        await tenant.UploadAsync("B2C_1A_Base");

        (await tenant.Journal.WaitForAsync(new JournalFilter { Status = "200" })).Id.Should().Be("B2C_1A_Base");
    }

    [Fact]
    public async Task WaitFor_waits_for_a_later_entry()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        var waiting = tenant.Journal.WaitForAsync(new JournalFilter { Id = "B2C_1A_Leaf" });

        await tenant.UploadAsync("B2C_1A_Base");
        await tenant.UploadAsync("B2C_1A_Leaf", "B2C_1A_Base");

        (await waiting).Status.Should().Be(201);
    }

    [Fact]
    public async Task WaitFor_times_out_without_a_match()
    {
        var tenant = await mock.Server.CreateTenantAsync();

        var wait = () => tenant.Journal.WaitForAsync(new JournalFilter { Id = "B2C_1A_Never" }, TimeSpan.FromMilliseconds(1));

        await ((Func<Task>)wait).ShouldRefuseAsync("id=B2C_1A_Never");
    }

    [Fact]
    public async Task Unmet_expectations_throw_with_the_actual_exchanges()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");
        await tenant.Journal.VerifyAsync(new Expectation { Operation = "P4", Exactly = 1, Permission = TestPolicies.WritePermission }, new Expectation { Status = "5xx", Never = true });

        var verify = () => tenant.Journal.VerifyAsync(new Expectation { Operation = "P4", Id = "B2C_1A_Leaf" }, new Expectation { Operation = "P4", AtMost = 1 });

        (await verify.ShouldRefuseAsync("B2C_1A_Base")).Message.Should().NotContain(Environment.NewLine, "only one of them is not met");
        var (first, checkedAgain) = ((await tenant.Journal.ListAsync())[0], await tenant.Journal.CheckAsync([new Expectation { AtLeast = 1 }]));
        checkedAgain.Met.Should().BeTrue();
        (await tenant.Journal.CheckAsync([new Expectation { AtLeast = 1 }], first.Number)).Met.Should().BeFalse("nothing came after it");
    }

    [Fact]
    public async Task Permission_report_lists_needed_and_unused_permissions()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        using var client = tenant.CreateClient();
        await client.StatusAsync("trustFramework/policies");

        var report = (await tenant.Journal.ReportPermissionsAsync()).Clients.Should().ContainSingle().Subject;

        report.Needed.Should().ContainSingle().Which.Permission.Should().Be("Policy.Read.All");
        report.Unused.Should().HaveCount(8).And.Contain("Policy.ReadWrite.TrustFramework").And.NotContain("Policy.Read.All");
    }

    [Fact]
    public async Task Journal_can_be_exported_and_cleared()
    {
        var tenant = await mock.Server.CreateTenantAsync();
        await tenant.UploadAsync("B2C_1A_Base");

        (await tenant.Journal.ExportHarAsync()).Should().Contain("\"log\"");
        (await tenant.Journal.ExportHttpFileAsync()).Should().Contain("PUT ");
        await tenant.Journal.ClearAsync();
        (await tenant.Journal.ListAsync()).Should().BeEmpty();
    }
}
