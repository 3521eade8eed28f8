using System.Collections.Immutable;
using TrustFramework.Tenants.Users;

namespace TrustFramework.Tenants.Tests.Users;

public sealed class UserRepositoryTests
{
    private const string Domain = "contoso.onmicrosoft.com";
    private const string Password = "P@ssword!1";

    private readonly FakeClock _clock = new();
    private readonly Tenant _tenant;

    public UserRepositoryTests() => _tenant = TestServices.CreateTenant(_clock);

    private UserRepository Users => _tenant.Users;

    [Fact]
    public async Task A_local_account_gets_the_values_that_the_directory_sets()
    {
        var user = (await Users.CreateAsync(LocalAccount("jane@example.com"))).Value;

        user.UserPrincipalName.Should().Be($"{user.Id}@{Domain}");
        (user.IsEnabled, user.FindText("creationType"), user.FindText("userType")).Should().Be((true, "LocalAccount", "Member"));
        (user.CreatedDateTime, user.RefreshTokensValidFrom, user.LastPasswordChange).Should().Be((_clock.Now, _clock.Now, _clock.Now));
        user.AllIdentities.Select(identity => identity.SignInType).Should().Equal("emailAddress", "userPrincipalName");
    }

    [Fact]
    public async Task A_user_is_found_by_every_name_in_any_letter_case()
    {
        var identities = LocalAccount("jane@example.com").Identities!.Value
            .AddRange(new UserIdentity("userName", Domain, "jane"), new UserIdentity("federated", "facebook.com", "Id1"));
        var id = (await Users.CreateAsync(LocalAccount("jane@example.com") with { Identities = identities })).Value.Id;

        foreach (var name in new[] { "JANE@example.com", "Jane", $"{id}@{Domain}".ToUpperInvariant() })
            (await Users.FindBySignInNameAsync(name))!.Id.Should().Be(id, name);
        (await Users.FindByFederatedIdentityAsync("FACEBOOK.com", "id1"))!.Id.Should().Be(id);
        (await Users.FindAsync(id.ToUpperInvariant())).Value.Id.Should().Be(id);
        (await Users.FindAsync($"{id}@{Domain}")).Value.Id.Should().Be(id);
        (await Users.FindBySignInNameAsync("Id1")).Should().BeNull();
        (await Users.FindByFederatedIdentityAsync("google.com", "Id1")).Should().BeNull();
    }

    [Fact]
    public async Task A_name_is_free_after_its_user_has_given_it_up()
    {
        var first = (await Users.CreateAsync(LocalAccount("a@b.c"))).Value.Id;
        (await Users.CreateAsync(LocalAccount("A@B.C"))).Error.Should().Be(new Refusal.ValueTaken("proxyAddresses"));

        await Users.UpdateAsync(first, new UserChanges { Identities = [new UserIdentity("emailAddress", Domain, "new@b.c")] });
        var second = (await Users.CreateAsync(LocalAccount("a@b.c"))).Value.Id;
        (await Users.UpdateAsync(first, new UserChanges { Identities = [new UserIdentity("emailAddress", "other.com", "a@b.c")] })).Error.Should().Be(new Refusal.ValueTaken("proxyAddresses"));
        await Users.DeleteAsync(second);

        (await Users.FindBySignInNameAsync("a@b.c")).Should().BeNull();
        (await Users.FindBySignInNameAsync("new@b.c"))!.Id.Should().Be(first);
        (await Users.DeleteAsync(second)).Error.Should().Be(new Refusal.ObjectNotFound(second));
    }

    [Fact]
    public async Task Only_the_right_password_is_verified_and_a_new_one_revokes_sessions()
    {
        var user = (await Users.CreateAsync(LocalAccount("a@b.c"))).Value;
        (user.Password!.Verify(Password), user.Password.Verify("p@ssword!1"), user.Password.Verify("")).Should().Be((true, false, false));
        user.Password.Iterations.Should().Be(10_000);
        user.Password.Hash.Length.Should().Be(32);
        _clock.Now += TimeSpan.FromHours(1);

        var changed = (await Users.UpdateAsync(user.Id, new UserChanges { Password = NewPassword.Create("An0ther one", new SequentialRandomSource()), MustChangePassword = true })).Value;

        changed.Password!.Verify("An0ther one").Should().BeTrue();
        (changed.LastPasswordChange, changed.RefreshTokensValidFrom, changed.MustChangePassword).Should().Be((_clock.Now, _clock.Now, true));
        _clock.Now += TimeSpan.FromHours(1);
        (await Users.RevokeSessionsAsync(user.Id)).Value.RefreshTokensValidFrom.Should().Be(_clock.Now);
    }

    [Theory]
    [InlineData("Short1!", false)]
    [InlineData("alllowercase", false)]
    [InlineData("lower and blank", false)]
    [InlineData("Lower and blank", true)]
    [InlineData("lower 12345", true)]
    public async Task A_weak_password_needs_the_policy_that_allows_it(string password, bool isStrong)
    {
        var changes = LocalAccount("a@b.c") with { Password = NewPassword.Create(password, new SequentialRandomSource()) };

        (await Users.CreateAsync(changes)).Error.Should().Be(isStrong ? null : new Refusal.UserPasswordWeak());

        var lenient = changes with { Identities = [new UserIdentity("userName", Domain, "b")], Attributes = changes.Attributes.Add("passwordPolicies", Text("DisablePasswordExpiration, DisableStrongPassword")) };
        (await Users.CreateAsync(lenient)).Error.Should().BeNull();
    }

    [Fact]
    public async Task Only_an_account_of_another_provider_needs_no_password()
    {
        var local = LocalAccount("a@b.c") with { Password = null };

        (await Users.CreateAsync(local)).Error.Should().BeOfType<Refusal.UserPasswordMissing>();
        (await Users.CreateAsync(local with { Identities = [new UserIdentity("federated", "google.com", "1")] })).Error.Should().BeNull();
        (await Users.SeedAsync(local)).Value.Password.Should().BeNull();
    }

    [Theory]
    [InlineData("emailAddress", Domain, "no address")]
    [InlineData("userName", Domain, "_a")]
    [InlineData("userName", Domain, "a b")]
    [InlineData("emailAddress", "", "a@b.c")]
    [InlineData("", Domain, "a")]
    [InlineData("federated", "a\nb", "c")]
    public async Task An_invalid_identity_is_refused(string type, string issuer, string name) =>
        (await Users.CreateAsync(LocalAccount("a@b.c") with { Identities = [new UserIdentity(type, issuer, name)] })).Error.Should().BeOfType<Refusal.ValueInvalid>();

    [Fact]
    public async Task A_user_principal_name_is_in_the_domain_of_the_tenant()
    {
        await _tenant.LearnDomainAsync(Domain);
        var work = new UserChanges { Password = NewPassword.Create(Password, new SequentialRandomSource()), Attributes = Attributes(("displayName", "Work")) };

        (await Users.CreateAsync(work)).Error.Should().Be(new Refusal.ValueMissing("userPrincipalName"));
        (await Users.CreateAsync(WithName("a@fabrikam.com"))).Error.Should().Be(new Refusal.DomainNotVerified(Domain));
        (await Users.CreateAsync(WithName("a b@" + Domain))).Error.Should().BeOfType<Refusal.ValueInvalid>();
        (await Users.CreateAsync(WithName("A@Contoso.onmicrosoft.com"))).Error.Should().BeNull();
        (await Users.CreateAsync(WithName("a@" + Domain))).Error.Should().Be(new Refusal.ValueTaken("userPrincipalName"));

        UserChanges WithName(string name) => work with { Attributes = work.Attributes.Add("userPrincipalName", Text(name)) };
    }

    [Fact]
    public async Task The_issuer_of_the_first_local_account_becomes_the_domain_of_the_tenant()
    {
        await Users.CreateAsync(LocalAccount("a@b.c"));

        (await _tenant.FindDomainAsync()).Should().Be(Domain);
    }

    [Fact]
    public async Task A_seeded_user_has_the_same_id_each_time()
    {
        var id = (await Users.SeedAsync(LocalAccount("a@b.c"))).Value.Id;
        await Users.DeleteAsync(id);

        (await Users.SeedAsync(LocalAccount("A@b.c"))).Value.Id.Should().Be(id);
    }

    [Fact]
    public async Task Attributes_are_bounded()
    {
        (await Users.CreateAsync(With("givenName", new string('a', 65)))).Error.Should().BeOfType<Refusal.ValueInvalid>().Which.Path.Should().Be("givenName");
        (await Users.CreateAsync(With("displayName", ""))).Error.Should().Be(new Refusal.ValueMissing("displayName"));
        (await Users.CreateAsync(With("passwordPolicies", "Anything"))).Error.Should().BeOfType<Refusal.ValueInvalid>();
        (await Users.CreateAsync(LocalAccount("a@b.c") with { Attributes = Attributes([("displayName", "a"), .. Enumerable.Range(0, 200).Select(i => ($"extension_{new string('0', 32)}_a{i}", "x"))]) }))
            .Error.Should().BeOfType<Refusal.ValueInvalid>();

        UserChanges With(string name, string value) => LocalAccount("a@b.c") with { Attributes = LocalAccount("a@b.c").Attributes.SetItem(name, Text(value)) };
    }

    [Fact]
    public async Task Concurrent_requests_create_a_name_once()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await Users.CreateAsync(LocalAccount("a@b.c")))));

        created.Count(result => result.Error is null).Should().Be(1);
        (await Users.CountAsync()).Should().Be(1);
    }

    private static UserChanges LocalAccount(string email) => new()
    {
        Identities = [new UserIdentity("emailAddress", Domain, email)],
        Attributes = Attributes(("displayName", "Jane")),
        Password = NewPassword.Create(Password, new SequentialRandomSource()),
    };

    private static ImmutableSortedDictionary<string, AttributeValue?> Attributes(params (string Name, string Value)[] attributes) =>
        attributes.ToImmutableSortedDictionary(attribute => attribute.Name, attribute => (AttributeValue?)Text(attribute.Value), StringComparer.OrdinalIgnoreCase);

    private static AttributeValue.TextValue Text(string value) => new(value);
}
