namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>Backups of deleted key sets: graph-surface K5.</summary>
public sealed class BackupTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task A_deleted_set_is_readable_by_its_id_with_bak_but_not_listed()
    {
        var kid = await _client.NewKeyAsync("a");

        (await _client.DeleteAsync("keySets/B2C_1A_A")).Status.Should().Be(204);

        (await _client.GetAsync("keySets/B2C_1A_a")).Code.Should().Be("AADB2C90073");
        var backup = (await _client.GetAsync("keySets/b2c_1a_a.bak")).Json;
        backup["id"]!.GetValue<string>().Should().Be("B2C_1A_a.bak");
        backup["keys"]![0]!["kid"]!.GetValue<string>().Should().Be(kid);
        (await _client.GetAsync($"keySets/B2C_1A_a.bak/keys_v2/{kid}")).Status.Should().Be(200);
        (await _client.GetAsync("keySets/B2C_1A_a.bak/getActiveKey")).Status.Should().Be(200);
        (await _client.GetAsync("keySets")).Json["value"]!.AsArray().Should().BeEmpty();
        (await _client.GetAsync("keySets/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task A_deleted_backup_is_removed_permanently()
    {
        await _client.NewKeyAsync("a");
        await _client.DeleteAsync("keySets/B2C_1A_a");

        (await _client.DeleteAsync("keySets/B2C_1A_a.bak")).Status.Should().Be(204);

        (await _client.DeleteAsync("keySets/B2C_1A_a.bak")).Code.Should().Be("AADB2C90073");
        (await _client.GetAsync("keySets/B2C_1A_a.bak")).Status.Should().Be(400);
        (await _client.GetAsync("keySets/B2C_1A_a.bak.bak")).Status.Should().Be(400);
    }

    [Fact]
    public async Task The_name_can_be_used_again_and_a_later_deletion_replaces_the_backup()
    {
        await _client.NewKeyAsync("a");
        await _client.DeleteAsync("keySets/B2C_1A_a");
        var second = await _client.NewKeyAsync("a", "RSA");

        await _client.DeleteAsync("keySets/B2C_1A_a");

        (await _client.GetAsync("keySets/B2C_1A_a.bak")).Json["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).Should().Equal(second);
    }

    [Fact]
    public async Task A_backup_cannot_be_changed()
    {
        var kid = await _client.NewKeyAsync("a");
        await _client.DeleteAsync("keySets/B2C_1A_a");
        var before = (await _client.GetAsync("keySets/B2C_1A_a.bak")).Text;

        var refused = new[]
        {
            await _client.PutAsync("keySets/B2C_1A_a.bak", """{"keys":[]}"""),
            await _client.PatchAsync("keySets/B2C_1A_a.bak", """{"keys":[]}"""),
            await _client.PostAsync("keySets/B2C_1A_a.bak/uploadSecret", """{"use":"sig","k":"s"}"""),
            await _client.PostAsync("keySets/B2C_1A_a.bak/generateKey", """{"use":"sig","kty":"oct"}"""),
            await _client.PatchAsync($"keySets/B2C_1A_a.bak/keys_v2/{kid}", """{"status":"disabled"}"""),
            await _client.DeleteAsync($"keySets/B2C_1A_a.bak/keys_v2/{kid}"),
            await _client.PostAsync("keySets", """{"id":"a.bak"}"""),
        };

        refused.Select(response => response.Code).Should().Equal(
            "AADB2C95052", "AADB2C95052", "AADB2C95052", "AADB2C95052", "AADB2C90073", "AADB2C90073", "AADB2C");
        (await _client.GetAsync("keySets/B2C_1A_a.bak")).Text.Should().Be(before);
    }

    [Fact]
    public async Task No_backup_is_kept_when_the_setting_is_off()
    {
        await using var withoutBackups = MockServerFactory.With("MockServer:Compat:DeleteLeavesBackup", "false");
        var client = withoutBackups.NewTenant();
        await client.NewKeyAsync("a");

        await client.DeleteAsync("keySets/B2C_1A_a");

        (await client.GetAsync("keySets/B2C_1A_a.bak")).Code.Should().Be("AADB2C90073");
    }
}
