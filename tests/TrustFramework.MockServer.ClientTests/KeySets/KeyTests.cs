using TrustFramework.MockServer.ClientTests.Beta;
using TrustFramework.MockServer.ClientTests.Graph;
using TrustFramework.MockServer.ClientTests.Hosting;
using TrustFramework.MockServer.Tests.KeySets;

namespace TrustFramework.MockServer.ClientTests.KeySets;

/// <summary>Every action and every operation on single keys as Microsoft.Graph sends it: conventions 9.3.</summary>
public sealed class KeyTests
{
    private const string Id = "B2C_1A_Keys";

    /// <summary>The typed SDK writes the members in alphabetical order, and the times as numbers.</summary>
    [Theory]
    [InlineData("generateKey")]
    [InlineData("microsoft.graph.generateKey")]
    public async Task A_key_is_generated(string action)
    {
        var tenant = await WithSetAsync();

        var key = await tenant.TrustFramework.PostActionAsync(Id, action, new ActionBody { Kty = "RSA", Use = "sig", Nbf = 1508969811, Exp = 4102444800 });

        (key!.Kty, key.Use, key.Nbf, key.Exp, key.E).Should().Be(("RSA", "sig", 1508969811L, 4102444800L, "AQAB"));
        key.N.Should().NotBeNullOrEmpty();
        new[] { key.D, key.Dp, key.Dq, key.P, key.Q, key.Qi }.Should().OnlyContain(part => part == null);
    }

    [Fact]
    public async Task A_secret_is_uploaded_and_never_returned()
    {
        var tenant = await WithSetAsync();

        var key = await tenant.TrustFramework.PostActionAsync(Id, "uploadSecret", new ActionBody { K = "extremely secret", Use = "sig", Exp = 4102444800 });

        (key!.Kty, key.Use, key.Exp, key.Nbf, key.K).Should().Be(("oct", "sig", 4102444800L, null, null));
    }

    [Fact]
    public async Task A_certificate_is_uploaded()
    {
        var tenant = await WithSetAsync();

        var key = await tenant.TrustFramework.PostActionAsync(Id, "uploadCertificate", new ActionBody { Key = Certificates.Base64("rsa2048.der") });

        key!.X5c.Should().ContainSingle().Which.Should().Be(Certificates.Base64("rsa2048.der"));
        key.Kid.Should().Be(Certificates.Expected("rsa2048").GetProperty("kid").GetString());
    }

    [Fact]
    public async Task A_PFX_file_is_uploaded_only_with_its_password()
    {
        var tenant = await WithSetAsync();
        var body = new ActionBody { Key = Certificates.Base64("rsa2048-3des.pfx"), Password = Certificates.Password };

        var key = await tenant.TrustFramework.PostActionAsync(Id, "uploadPkcs12", body);
        var wrong = () => tenant.TrustFramework.PostActionAsync(Id, "uploadPkcs12", new ActionBody { Key = body.Key, Password = "wrong" });

        key!.X5t.Should().Be(Certificates.Expected("rsa2048").GetProperty("x5t").GetString());
        await wrong.ShouldFailAsync(400, "AADB2C90213", "The certificate password provided in request is incorrect.");
    }

    [Theory]
    [InlineData("getActiveKey()")]
    [InlineData("getActiveKey")]
    [InlineData("microsoft.graph.getActiveKey()")]
    public async Task The_active_key_is_returned_for_every_spelling_that_SDKs_use(string function)
    {
        var tenant = await WithSetAsync();
        var key = await tenant.TrustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "oct", Use = "sig" });

        (await tenant.TrustFramework.GetActiveKeyAsync(Id, function))!.Kid.Should().Be(key!.Kid);
    }

    [Fact]
    public async Task A_set_without_keys_has_no_active_key()
    {
        var tenant = await WithSetAsync();

        var getActive = () => tenant.TrustFramework.GetActiveKeyAsync(Id);

        await getActive.ShouldFailAsync(400, "AADB2C90019");
    }

    [Fact]
    public async Task Keys_are_listed_counted_and_read_as_entities()
    {
        var tenant = await WithSetAsync();
        var key = await tenant.TrustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "RSA", Use = "enc" });

        var list = await tenant.TrustFramework.ListKeysAsync(Id);
        var read = await tenant.TrustFramework.GetKeyAsync(Id, key!.Kid!);

        list!.Value!.Select(each => each.Kid).Should().Equal(key.Kid);
        (read!.Kid, read.N, read.Status).Should().Be((key.Kid, key.N, TrustFrameworkKeyStatus.Enabled));
        (await tenant.TrustFramework.CountKeysAsync(Id)).Should().Be(1);
    }

    /// <summary>The adapter returns null for 204 (conventions 9.4).</summary>
    [Fact]
    public async Task The_status_of_a_key_is_patched_and_the_response_is_empty()
    {
        var tenant = await WithSetAsync();
        var key = await tenant.TrustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "oct", Use = "sig" });

        var response = await tenant.TrustFramework.PatchKeyAsync(Id, key!.Kid!, new TrustFrameworkKey { Status = TrustFrameworkKeyStatus.Disabled });

        response.Should().BeNull();
        (await tenant.TrustFramework.GetKeyAsync(Id, key.Kid!))!.Status.Should().Be(TrustFrameworkKeyStatus.Disabled);
    }

    [Fact]
    public async Task No_other_property_of_a_key_can_be_patched()
    {
        var tenant = await WithSetAsync();
        var key = await tenant.TrustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "oct", Use = "sig" });

        var patch = () => tenant.TrustFramework.PatchKeyAsync(Id, key!.Kid!, new TrustFrameworkKey { Use = "enc" });

        await patch.ShouldFailAsync(400, "AADB2C99014", "The property 'use' can not be modified. It's a read only property. ");
    }

    [Fact]
    public async Task A_key_is_deleted()
    {
        var tenant = await WithSetAsync();
        var key = await tenant.TrustFramework.PostActionAsync(Id, "generateKey", new ActionBody { Kty = "oct", Use = "sig" });

        await tenant.TrustFramework.DeleteKeyAsync(Id, key!.Kid!);

        (await tenant.TrustFramework.CountKeysAsync(Id)).Should().Be(0);
    }

    /// <summary>As <c>a%2Bb%2Fc%3D_-d</c>: conventions 9.3.</summary>
    [Fact]
    public async Task The_id_of_a_key_can_need_escaping()
    {
        var tenant = await WithSetAsync();

        var read = () => tenant.TrustFramework.GetKeyAsync(Id, "a+b/c=_-d");

        await read.ShouldFailAsync(404, "AADB2C90073", $"Key with 'kid': 'a+b/c=_-d' cannot be found in the directory '{tenant.Id}'");
    }

    private static async Task<TestTenant> WithSetAsync()
    {
        var tenant = await TestTenant.NewAsync();
        await tenant.TrustFramework.PostKeySetAsync(new TrustFrameworkKeySet { Id = Id });
        return tenant;
    }
}
