using TrustFramework.Tenants.Applications;

namespace TrustFramework.Tenants.Tests.Applications;

public sealed class ApplicationRepositoryTests
{
    private readonly FakeClock _clock = new();
    private readonly ApplicationRepository _applications;

    public ApplicationRepositoryTests() => _applications = TestServices.CreateTenant(_clock).Applications;

    [Fact]
    public async Task An_application_is_found_by_both_ids_and_by_its_URIs()
    {
        var created = (await _applications.CreateAsync(application => application with { DisplayName = "API", IdentifierUris = ["https://contoso.com/api"] })).Value;

        created.Id.Should().NotBe(created.AppId);
        (await _applications.FindAsync(created.Id.ToUpperInvariant())).Value.Should().Be(created);
        (await _applications.FindByAppIdAsync(created.AppId.ToUpperInvariant())).Should().Be(created);
        (await _applications.FindByIdentifierUriAsync("https://contoso.com/api")).Should().Be(created);
        (await _applications.FindByAppIdAsync(created.Id)).Should().BeNull();
    }

    [Fact]
    public async Task Registration_is_required_from_the_first_redirect_URI_on()
    {
        var created = (await _applications.CreateAsync(application => application with { DisplayName = "API" })).Value;
        (await _applications.RequireRegistrationAsync()).Should().BeFalse();

        await _applications.UpdateAsync(created.Id, application => application with { RedirectUris = [new RedirectUri("https://localhost/back", RedirectUriType.Spa)] });

        (await _applications.RequireRegistrationAsync()).Should().BeTrue();
        var stored = (await _applications.FindAsync(created.Id)).Value;
        (stored.FindRedirectUriType("https://localhost/back"), stored.FindRedirectUriType("https://localhost/Back")).Should().Be((RedirectUriType.Spa, null));
        stored.HasRedirectUri("https://localhost/back", RedirectUriType.Web).Should().BeFalse();
    }

    [Fact]
    public async Task A_secret_is_valid_until_its_end_and_only_its_hash_is_stored()
    {
        var id = (await _applications.CreateAsync(application => application with { DisplayName = "Web" })).Value.Id;
        var added = (await _applications.AddSecretAsync(id, "one", start: null, end: _clock.Now.AddDays(1))).Value;

        var stored = (await _applications.FindAsync(id)).Value;
        (stored.VerifySecret(added.Text, _clock.Now), stored.VerifySecret(added.Text + "a", _clock.Now), stored.VerifySecret(added.Text, _clock.Now.AddDays(1))).Should().Be((true, false, false));
        stored.Secrets.Single().Hint.Should().Be(added.Text[..3]);
        added.Text.Should().HaveLength(40);

        (await _applications.RemoveSecretAsync(id, Guid.NewGuid())).Error.Should().BeOfType<Refusal.ValueInvalid>();
        (await _applications.RemoveSecretAsync(id, added.Secret.KeyId)).Value.VerifySecret(added.Text, _clock.Now).Should().BeFalse();
    }

    [Fact]
    public async Task A_client_id_and_a_URI_belong_to_one_application()
    {
        var application = new Application { Id = "", AppId = "app", DisplayName = "One", CreatedDateTime = default, IdentifierUris = ["api://app"] };
        (await _applications.SeedAsync(application)).Error.Should().BeNull();

        (await _applications.SeedAsync(application with { Id = Guid.NewGuid().ToString() })).Error.Should().Be(new Refusal.ValueTaken("appId"));
        (await _applications.SeedAsync(application with { AppId = "other" })).Error.Should().Be(new Refusal.ValueTaken("identifierUris"));
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("no uri")]
    [InlineData("https://a.com/#fragment")]
    [InlineData("")]
    public async Task A_redirect_URI_is_absolute_and_has_no_fragment(string address) => (await CreateAsync(new RedirectUri(address, RedirectUriType.Web))).Error.Should().BeOfType<Refusal.ValueInvalid>();

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("msal00000000-0000-0000-0000-000000000000://auth")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob")]
    public async Task A_redirect_URI_has_any_scheme(string address) => (await CreateAsync(new RedirectUri(address, RedirectUriType.PublicClient))).Error.Should().BeNull();

    [Fact]
    public async Task A_redirect_URI_has_one_type() =>
        (await CreateAsync(new RedirectUri("https://a.com/", RedirectUriType.Web), new RedirectUri("https://a.com/", RedirectUriType.Spa))).Error.Should().BeOfType<Refusal.ValueInvalid>();

    private ValueTask<PolicyXml.Result<Application, Refusal>> CreateAsync(params RedirectUri[] uris) =>
        _applications.CreateAsync(application => application with { DisplayName = "a", RedirectUris = [.. uris] });
}
