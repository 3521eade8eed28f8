using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using TrustFramework.MockServer.ClientTests.Hosting;

namespace TrustFramework.MockServer.ClientTests.Users;

/// <summary>Users and applications as Microsoft.Graph sends them.</summary>
public sealed class UserTests
{
    private const string Issuer = TestTenant.Domain;

    [Fact]
    public async Task A_user_is_created_found_by_an_identity_changed_and_deleted()
    {
        var graph = (await TestTenant.NewAsync()).Graph;
        const string extension = "extension_00000000000000000000000000000001_level";

        var created = await graph.Users.PostAsync(new User
        {
            DisplayName = "Jane Doe",
            Identities = [new ObjectIdentity { SignInType = "emailAddress", Issuer = Issuer, IssuerAssignedId = "jane@example.com" }],
            PasswordProfile = new PasswordProfile { Password = "P@ssword!1", ForceChangePasswordNextSignIn = false },
            PasswordPolicies = "DisablePasswordExpiration",
            AdditionalData = new Dictionary<string, object>(StringComparer.Ordinal) { [extension] = 7 },
        });
        await graph.Users[created!.Id].PatchAsync(new User { GivenName = "Jane", OtherMails = ["other@example.com"] });
        var found = await graph.Users.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"identities/any(c:c/issuerAssignedId eq 'jane@example.com' and c/issuer eq '{Issuer}')";
            request.QueryParameters.Select = ["id", "givenName", "otherMails", "identities", "createdDateTime", extension];
        });

        var user = found!.Value.Should().ContainSingle().Subject;
        (user.Id, user.GivenName, user.OtherMails![0]).Should().Be((created.Id, "Jane", "other@example.com"));
        user.Identities.Should().HaveCount(2);
        user.CreatedDateTime.Should().NotBeNull();
        user.AdditionalData.Should().ContainKey(extension);
        (await graph.Users[created.UserPrincipalName].GetAsync())!.Id.Should().Be(created.Id);
        (await graph.Users[created.Id].RevokeSignInSessions.PostAsRevokeSignInSessionsPostResponseAsync())!.Value.Should().BeTrue();

        await graph.Users[created.Id].DeleteAsync();

        (await graph.Users.GetAsync())!.Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_an_error_of_the_directory()
    {
        var graph = (await TestTenant.NewAsync()).Graph;

        var refused = (await FluentActions.Awaiting(() => graph.Users.PostAsync(new User { DisplayName = "a", UserPrincipalName = $"a@{Issuer}" })).Should().ThrowAsync<ODataError>()).Which;

        (refused.ResponseStatusCode, refused.Error!.Code, refused.Error.Message).Should().Be((400, "Request_BadRequest", "A password must be specified to create a new user."));
    }

    [Fact]
    public async Task An_application_is_registered_with_a_secret()
    {
        var graph = (await TestTenant.NewAsync()).Graph;

        var created = await graph.Applications.PostAsync(new Application
        {
            DisplayName = "Web",
            Web = new WebApplication { RedirectUris = ["https://localhost/back"], ImplicitGrantSettings = new ImplicitGrantSettings { EnableIdTokenIssuance = true } },
            Spa = new SpaApplication { RedirectUris = ["http://localhost:3000"] },
        });
        var secret = await graph.Applications[created!.Id].AddPassword.PostAsync(new() { PasswordCredential = new PasswordCredential { DisplayName = "one" } });
        var found = await graph.Applications.GetAsync(request => request.QueryParameters.Filter = $"appId eq '{created.AppId}'");

        secret!.SecretText.Should().HaveLength(40);
        var application = found!.Value.Should().ContainSingle().Subject;
        application.Web!.RedirectUris.Should().Equal("https://localhost/back");
        (application.Web.ImplicitGrantSettings!.EnableIdTokenIssuance, application.PasswordCredentials!.Single().SecretText).Should().Be((true, null));
        await graph.Applications[created.Id].RemovePassword.PostAsync(new() { KeyId = secret.KeyId });
        await graph.Applications[created.Id].DeleteAsync();
    }
}
