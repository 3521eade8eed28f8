using static TrustFramework.MockServer.Tests.AccessTokens;

namespace TrustFramework.MockServer.Tests.Graph.Callers;

/// <summary>Every operation with every permission and both kinds of token: conventions 7.1.</summary>
public sealed class PermissionTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private static readonly string[] All = [PolicyRead, PolicyWrite, KeyRead, KeyWrite, UserRead, UserWrite, ApplicationWrite, DirectoryRead, DirectoryWrite, "User.Read"];

    private static readonly string[] UserReaders = [UserRead, UserWrite, DirectoryRead, DirectoryWrite];
    private static readonly string[] UserWriters = [UserWrite, DirectoryWrite];
    private static readonly string[] ApplicationWriters = [ApplicationWrite, DirectoryWrite];

    public static TheoryData<string, string, string[]> Operations() => new()
    {
        { "GET", "/beta/users", UserReaders },
        { "GET", "/beta/users/$count", UserReaders },
        { "GET", "/beta/users/x", UserReaders },
        { "POST", "/beta/users", UserWriters },
        { "PATCH", "/beta/users/x", UserWriters },
        { "DELETE", "/beta/users/x", UserWriters },
        { "POST", "/beta/users/x/revokeSignInSessions", UserWriters },
        { "GET", "/v1.0/users", UserReaders },
        { "GET", "/v1.0/users/$count", UserReaders },
        { "GET", "/v1.0/users/x", UserReaders },
        { "POST", "/v1.0/users", UserWriters },
        { "PATCH", "/v1.0/users/x", UserWriters },
        { "DELETE", "/v1.0/users/x", UserWriters },
        { "POST", "/v1.0/users/x/revokeSignInSessions", UserWriters },
        { "GET", "/beta/applications/x", All },
        { "POST", "/beta/applications", ApplicationWriters },
        { "PATCH", "/beta/applications/x", ApplicationWriters },
        { "DELETE", "/beta/applications/x", ApplicationWriters },
        { "POST", "/beta/applications/x/addPassword", ApplicationWriters },
        { "POST", "/beta/applications/x/removePassword", ApplicationWriters },
        { "GET", "/v1.0/applications/x", All },
        { "POST", "/v1.0/applications", ApplicationWriters },
        { "PATCH", "/v1.0/applications/x", ApplicationWriters },
        { "DELETE", "/v1.0/applications/x", ApplicationWriters },
        { "POST", "/v1.0/applications/x/addPassword", ApplicationWriters },
        { "POST", "/v1.0/applications/x/removePassword", ApplicationWriters },
        { "GET", "policies", [PolicyRead, PolicyWrite] },
        { "GET", "policies/$count", [PolicyRead, PolicyWrite] },
        { "GET", "policies/x", [PolicyRead, PolicyWrite] },
        { "GET", "policies/x/$value", [PolicyRead, PolicyWrite] },
        { "POST", "policies", [PolicyWrite] },
        { "PUT", "policies/x", [PolicyWrite] },
        { "PUT", "policies/x/$value", [PolicyWrite] },
        { "DELETE", "policies/x", [PolicyWrite] },
        { "DELETE", "policies/x/$value", [PolicyWrite] },
        { "GET", "keySets", [KeyRead, KeyWrite] },
        { "GET", "keySets/$count", [KeyRead, KeyWrite] },
        { "GET", "keySets/x", [KeyRead, KeyWrite] },
        { "GET", "keySets/x/getActiveKey", [KeyRead, KeyWrite] },
        { "POST", "keySets", [KeyWrite] },
        { "PUT", "keySets/x", [KeyWrite] },
        { "PATCH", "keySets/x", [KeyWrite] },
        { "DELETE", "keySets/x", [KeyWrite] },
        { "POST", "keySets/x/generateKey", [KeyWrite] },
        { "POST", "keySets/x/uploadSecret", [KeyWrite] },
        { "POST", "keySets/x/uploadCertificate", [KeyWrite] },
        { "POST", "keySets/x/uploadPkcs12", [KeyWrite] },
        { "GET", "keySets/x/keys_v2", [KeyWrite] },
        { "GET", "keySets/x/keys_v2/$count", [KeyWrite] },
        { "GET", "keySets/x/keys_v2/y", [KeyWrite] },
        { "PATCH", "keySets/x/keys_v2/y", [KeyWrite] },
        { "PUT", "keySets/x/keys_v2/y", [KeyWrite] },
        { "DELETE", "keySets/x/keys_v2/y", [KeyWrite] },
        { "GET", "/beta/organization", All },
        { "GET", "/beta/organization/x", All },
        { "GET", "/beta/domains", All },
        { "GET", "/beta/applications", All },
        { "GET", "/beta/me", All },
        { "GET", "/v1.0/organization", All },
        { "GET", "/v1.0/organization/x", All },
        { "GET", "/v1.0/domains", All },
        { "GET", "/v1.0/applications", All },
        { "GET", "/v1.0/me", All },
        { "GET", "/beta/$metadata", All },
        { "GET", "/beta", All },
        { "GET", "/v1.0/$metadata", All },
        { "GET", "/v1.0", All },
        { "POST", "/beta/$batch", All },
        { "POST", "/v1.0/$batch", All },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    [Covers("PermissionMissing", "InsufficientPrivileges")]
    public async Task An_operation_accepts_only_its_permissions_and_the_error_names_them(string method, string path, string[] accepted)
    {
        var tenant = Guid.NewGuid();
        foreach (var permission in All)
        {
            foreach (var (kind, claims) in new[] { ("application", Application(tenant, permission)), ("delegated", Delegated(tenant, permission)) })
            {
                var response = await SendAsync(method, path, Unsigned(claims));

                if (accepted.Contains(permission, StringComparer.Ordinal))
                    response.Status.Should().NotBe(401).And.NotBe(403, "{0} has {1} {2}", path, kind, permission);
                else if (path.StartsWith('/'))
                    response.ShouldBeError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
                else
                    response.ShouldBeError(403, "AADB2C", Missing(kind, accepted));
            }
        }
    }

    [Fact]
    public async Task The_matrix_contains_every_operation_of_the_OpenAPI_document()
    {
        var document = (await SendAsync("GET", "/openapi/v1.json", PolicyRead)).Json["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(verb =>
                $"{verb.Key.ToUpperInvariant()} {path.Key.Replace("/beta/trustFramework/", "", StringComparison.Ordinal)}"
                    .Replace("{id}", "x", StringComparison.Ordinal).Replace("{kid}", "y", StringComparison.Ordinal)));

        document.Should().BeEquivalentTo(Operations().Select(row => $"{row[0]} {row[1]}"));
    }

    [Fact]
    public async Task An_application_token_without_roles_is_403_not_401()
    {
        var claims = Application(Guid.NewGuid());
        claims.Remove("roles");

        (await SendAsync("GET", "policies", Unsigned(claims))).ShouldBeError(403, "AADB2C", Missing("application", [PolicyRead, PolicyWrite]));
    }

    [Fact]
    public async Task An_application_cannot_use_scopes_and_a_user_cannot_use_roles()
    {
        var application = Application(Guid.NewGuid());
        application["scp"] = PolicyRead;
        var user = Delegated(Guid.NewGuid());
        user["roles"] = new[] { PolicyRead };

        (await SendAsync("GET", "policies", Unsigned(application))).ShouldBeError(403, "AADB2C", Missing("application", [PolicyRead, PolicyWrite]));
        (await SendAsync("GET", "policies", Unsigned(user))).ShouldBeError(403, "AADB2C", Missing("delegated", [PolicyRead, PolicyWrite]));
    }

    [Fact]
    public async Task Without_idtyp_a_token_with_scopes_is_delegated()
    {
        var user = Delegated(Guid.NewGuid(), "User.Read");
        user.Remove("idtyp");

        (await SendAsync("GET", "policies", Unsigned(user))).ShouldBeError(403, "AADB2C", Missing("delegated", [PolicyRead, PolicyWrite]));
    }

    [Fact]
    public async Task Permissions_are_checked_before_the_body() =>
        (await SendAsync("POST", "keySets", PolicyWrite, "no json")).Status.Should().Be(403);

    private static string Missing(string kind, IEnumerable<string> accepted) =>
        $"The application does not have any of the required {kind} permissions ({string.Join(", ", accepted)}) to access the resource. ";

    private async Task<ApiResponse> SendAsync(string method, string path, string token, string body = "{}")
    {
        using var content = TrustFrameworkClient.Json(body);
        return await new TrustFrameworkClient(server.CreateClient(), Guid.Empty) { Bearer = token }.SendAsync(new HttpMethod(method), path, content);
    }
}
