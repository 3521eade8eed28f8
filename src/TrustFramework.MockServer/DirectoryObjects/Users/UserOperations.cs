using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>The documentation of each operation on users in one API version.</summary>
/// <param name="version">The path prefix of the version, with its leading slash.</param>
internal sealed class UserOperations(string version)
{
    private const string LocalAccount =
        """
        {
          "displayName": "Jane Doe",
          "identities": [ { "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane@example.com" } ],
          "passwordProfile": { "password": "P@ssword!1", "forceChangePasswordNextSignIn": false },
          "passwordPolicies": "DisablePasswordExpiration"
        }
        """;

    private const string UserMembers =
        """
        "businessPhones": [], "displayName": "Jane Doe", "givenName": null, "jobTitle": null, "mail": null, "mobilePhone": null,
            "officeLocation": null, "preferredLanguage": null, "surname": null,
            "userPrincipalName": "87d349ed-44d7-43e1-9a83-5f2406dee5bd@contoso.onmicrosoft.com", "id": "87d349ed-44d7-43e1-9a83-5f2406dee5bd"
        """;

    private static readonly GraphErrorDefinition[] WriteErrors =
    [
        DirectoryErrors.ValueTaken, DirectoryErrors.ValueMissing, DirectoryErrors.ValueInvalid, DirectoryErrors.PropertyUnknown, DirectoryErrors.ValueReadOnly,
        DirectoryErrors.ExtensionUnavailable, DirectoryErrors.UserPasswordWeak, DirectoryErrors.DomainNotVerified,
    ];

    public Operation List => new Operation("U1", "List users", Provenance.Documented, "Without `$select`, v1.0 returns its default properties and beta all of them.")
    {
        Description = "Lists the users who sign in through policies. `$filter` supports `identities/any(c:c/issuerAssignedId eq '…' and c/issuer eq '…')`.",
        Responses =
        [
            new SampleResponse(200, "The users.", Sample.Json<CollectionResource<UserResource>>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080{{version}}/$metadata#users",
                  "value": [ { {{UserMembers}} } ]
                }
                """)),
        ],
    }.ForVersion(version);

    public Operation Count => new Operation("U2", "Count users", Provenance.Documented, "Without the header `ConsistencyLevel`, which the service requires [I].")
    {
        Description = "Returns the number of users.",
        Responses = [new SampleResponse(200, "The number as plain text.", Sample.PlainText("1"))],
    }.ForVersion(version);

    public Operation Get => new Operation("U3", "Get user", Provenance.Documented, "By id or user principal name.")
    {
        Description = "Returns a user by id or user principal name.",
        Responses = [CreateUserResponse(200, "The user.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound],
    }.ForVersion(version);

    public Operation Create => new Operation("U4", "Create user", Provenance.Documented, "Unknown properties are refused.")
    {
        Description = "Creates a user with local accounts, accounts of other identity providers, or a user principal name.",
        Request = Sample.Json<UserSchema>(LocalAccount),
        Responses = [CreateUserResponse(201, "Created. `Location` is its address.")],
        Refusals = [.. WriteErrors, DirectoryErrors.UserPasswordMissing, DirectoryErrors.TooManyObjects],
    }.ForVersion(version);

    public Operation Update => new Operation("U5", "Update user", Provenance.Documented, "Null removes a value. `identities` replaces all identities.")
    {
        Description = "Changes properties of a user. A new password invalidates refresh tokens and sessions.",
        Request = Sample.Json<UserSchema>("""{ "givenName": "Jane", "passwordProfile": { "password": "N3w P@ssword" } }"""),
        Responses = [new SampleResponse(204, "Changed.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound, .. WriteErrors],
    }.ForVersion(version);

    public Operation Delete => new Operation("U6", "Delete user", Provenance.Documented, "Permanently: `directory/deletedItems` is not emulated [I].")
    {
        Description = "Deletes a user permanently.",
        Responses = [new SampleResponse(204, "Deleted.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound],
    }.ForVersion(version);

    public Operation RevokeSessions => new Operation("U7", "Revoke sign in sessions", Provenance.Documented, "Sets `signInSessionsValidFromDateTime` and `refreshTokensValidFromDateTime`.")
    {
        Description = "Invalidates the refresh tokens and sessions of a user.",
        Responses =
        [
            new SampleResponse(200, "Revoked.", Sample.Json<RevokedSchema>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080{{version}}/$metadata#Edm.Boolean",
                  "value": true
                }
                """)),
        ],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound],
    }.ForVersion(version);

    private SampleResponse CreateUserResponse(int status, string description) => new(status, description, Sample.Json<UserResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080{{version}}/$metadata#users/$entity",
          {{UserMembers}}
        }
        """));
}
