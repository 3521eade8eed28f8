using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Graph;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.KeySets;

/// <summary>Every operation on key sets as Microsoft.Graph sends it: conventions 9.3.</summary>
public sealed class KeySetTests
{
    private const string Id = "B2C_1A_Keys";

    [Fact]
    public async Task A_set_is_created_read_listed_counted_and_deleted()
    {
        var tenant = await TestTenant.NewAsync();

        var created = await tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = "Keys" });
        var read = await tenant.TrustFramework.GetKeySetAsync(Id);
        var list = await tenant.TrustFramework.ListKeySetsAsync();
        var count = await tenant.TrustFramework.CountKeySetsAsync();
        await tenant.TrustFramework.DeleteKeySetAsync(Id);

        created!.Id.Should().Be(Id);
        created.Keys.Should().BeEmpty();
        read!.Id.Should().Be(Id);
        list!.Value!.Select(set => set.Id).Should().Equal(Id);
        count.Should().Be(1);
        (await tenant.TrustFramework.CountKeySetsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_set_is_created_with_keys_in_it()
    {
        var tenant = await TestTenant.NewAsync();

        var created = await tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet
        {
            Id = Id,
            OdataType = "#microsoft.graph.trustFrameworkKeySet",
            Keys = [new TrustFrameworkKey { K = "ZXh0cmVtZWx5IHNlY3JldA", Kty = "oct", Use = "sig", Nbf = 1508969811, Exp = 4102444800 }],
        });

        var key = created!.Keys.Should().ContainSingle().Subject;
        (key.Kty, key.Use, key.Nbf, key.Exp, key.Status).Should().Be(("oct", "sig", 1508969811L, 4102444800L, TrustFrameworkKeyStatus.Enabled));
        key.Kid.Should().NotBeNullOrEmpty();
        (key.K, key.D).Should().Be((null, null), "the service never returns secrets");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_keys_of_a_set_are_replaced(bool put)
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = Id });
        var set = new TrustFrameworkKeySet { Id = Id, Keys = [new TrustFrameworkKey { K = "c2VjcmV0", Kty = "oct", Use = "enc" }] };

        var replaced = await (put ? tenant.TrustFramework.PutKeySetAsync(Id, set) : tenant.TrustFramework.PatchKeySetAsync(Id, set));

        replaced!.Keys.Should().ContainSingle().Which.Use.Should().Be("enc");
        (await tenant.TrustFramework.GetKeySetAsync(Id))!.Keys.Should().ContainSingle();
    }

    [Fact]
    public async Task Keys_v2_is_returned_only_when_it_is_expanded()
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = Id });
        var key = await tenant.TrustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "oct", Use = "sig" });

        (await tenant.TrustFramework.GetKeySetAsync(Id))!.KeysV2.Should().BeNull();
        (await tenant.TrustFramework.GetKeySetAsync(Id, "keys_v2"))!.KeysV2!.Select(each => each.Kid).Should().Equal(key!.Kid);
        (await tenant.TrustFramework.ListKeySetsAsync("keys_v2"))!.Value!.Single().KeysV2!.Select(each => each.Kid).Should().Equal(key.Kid);
    }

    [Fact]
    public async Task A_set_that_exists_or_is_missing_is_an_error_with_the_services_message()
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = Id });

        var create = () => tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = "Keys" });
        var missing = () => tenant.TrustFramework.GetKeySetAsync("B2C_1A_None");

        await create.ShouldFailAsync(400, "AADB2C95028", $"Can't create trustframework key set with name '{Id}' because it already exists.");
        await missing.ShouldFailAsync(400, "AADB2C90073", $"KeyContainer with 'id': 'B2C_1A_None' cannot be found in the directory '{tenant.Id}'");
    }

    /// <summary>conventions 9.3 [E].</summary>
    [Fact]
    public async Task An_id_can_need_escaping()
    {
        var tenant = await TestTenant.NewAsync();

        var read = () => tenant.TrustFramework.GetKeySetAsync("a b/c'd(é)");

        await read.ShouldFailAsync(400, "AADB2C90073", $"KeyContainer with 'id': 'a b/c'd(é)' cannot be found in the directory '{tenant.Id}'");
    }

    [Fact]
    public async Task No_other_property_can_be_expanded()
    {
        var tenant = await TestTenant.NewAsync();

        var expand = () => tenant.TrustFramework.ListKeySetsAsync("keys_v3");

        await expand.ShouldFailAsync(400, "BadRequest",
            "Parsing OData Select and Expand failed: Could not find a property named 'keys_v3' on type 'microsoft.graph.trustFrameworkKeySet'.");
    }
}
