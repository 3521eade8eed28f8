using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>The documentation of each operation on applications in one API version.</summary>
/// <param name="version">The path prefix of the version, with its leading slash.</param>
internal sealed class ApplicationOperations(string version)
{
    private const string Registration =
        """
        {
          "displayName": "Web", "signInAudience": "AzureADMyOrg",
          "web": { "redirectUris": [ "https://localhost:5001/signin-oidc" ], "logoutUrl": "https://localhost:5001/signout-oidc", "implicitGrantSettings": { "enableIdTokenIssuance": true } },
          "spa": { "redirectUris": [ "http://localhost:3000" ] }
        }
        """;

    private const string ApplicationMembers =
        """
        "id": "a9b5cb2c-8f0b-8b6c-9f2b-6d1c5b0d6f01", "appId": "5c4f0e7a-3a52-8d0e-a1d7-0b8d2f3c4e02",
            "displayName": "Web", "createdDateTime": "2026-11-01T12:00:00Z", "identifierUris": [], "isFallbackPublicClient": null,
            "publisherDomain": "contoso.onmicrosoft.com", "signInAudience": "AzureADMyOrg",
            "api": { "oauth2PermissionScopes": [], "requestedAccessTokenVersion": null }, "appRoles": [], "passwordCredentials": [],
            "publicClient": { "redirectUris": [] }, "spa": { "redirectUris": [ "http://localhost:3000" ] },
            "web": {
              "homePageUrl": null, "implicitGrantSettings": { "enableAccessTokenIssuance": false, "enableIdTokenIssuance": true },
              "logoutUrl": "https://localhost:5001/signout-oidc", "redirectUris": [ "https://localhost:5001/signin-oidc" ]
            }
        """;

    private static readonly GraphErrorDefinition[] WriteErrors =
    [
        DirectoryErrors.ValueTaken, DirectoryErrors.ValueMissing, DirectoryErrors.ValueInvalid, DirectoryErrors.PropertyUnknown, DirectoryErrors.ValueReadOnly,
    ];

    public Operation List => new Operation("D4", "List applications", Provenance.Documented, "`Application.Read.All` is not required [I].")
    {
        Description = "Lists the registered applications, and those that every tenant has: `IdentityExperienceFramework` and `ProxyIdentityExperienceFramework`, whose ids policies contain, "
            + "the tenant's `b2c-extensions-app`, and the clients from the settings. No permission is required here; Graph requires `Application.Read.All` or a higher one.",
        Responses =
        [
            new SampleResponse(200, "The applications.", Sample.Json<CollectionResource<ApplicationResource>>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080{{version}}/$metadata#applications",
                  "value": [ { {{ApplicationMembers}} } ]
                }
                """)),
        ],
    }.ForVersion(version);

    public Operation Get => new Operation("A1", "Get application", Provenance.Documented, "By object id. `Application.Read.All` is not required [I].")
    {
        Description = "Returns an application by its object id. No permission is required here; Graph requires `Application.Read.All` or a higher one.",
        Responses = [CreateResponse(200, "The application.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound],
    }.ForVersion(version);

    public Operation Create => new Operation("A2", "Create application", Provenance.Documented, "Secrets are added by `addPassword`.")
    {
        Description = "Registers an application. From the first redirect URI on, sign-ins through policies require a registered application.",
        Request = Sample.Json<ApplicationSchema>(Registration),
        Responses = [CreateResponse(201, "Created. `Location` is its address.")],
        Refusals = [.. WriteErrors, DirectoryErrors.TooManyObjects],
    }.ForVersion(version);

    public Operation Update => new Operation("A3", "Update application", Provenance.Documented, "A list replaces the stored one. Members of `web` and `api` that are absent stay.")
    {
        Description = "Changes an application.",
        Request = Sample.Json<ApplicationSchema>("""{ "publicClient": { "redirectUris": [ "http://localhost" ] } }"""),
        Responses = [new SampleResponse(204, "Changed.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound, .. WriteErrors],
    }.ForVersion(version);

    public Operation Delete => new Operation("A4", "Delete application", Provenance.Documented, "Permanently: `directory/deletedItems` is not emulated [I].")
    {
        Description = "Deletes an application permanently.",
        Responses = [new SampleResponse(204, "Deleted.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound],
    }.ForVersion(version);

    public Operation AddPassword => new Operation("A5", "Add password", Provenance.Documented, "The only response that contains the secret.")
    {
        Description = "Generates a client secret. Only its hash is stored, so no later response contains it.",
        Request = Sample.Json<AddPasswordRequest>("""{ "passwordCredential": { "displayName": "local" } }"""),
        Responses =
        [
            new SampleResponse(200, "The secret.", Sample.Json<SecretResource>(
                $$"""
                {
                  "@odata.context": "http://localhost:8080{{version}}/$metadata#microsoft.graph.passwordCredential",
                  "displayName": "local", "endDateTime": "2028-11-01T12:00:00Z", "hint": "q7A", "keyId": "9f6f4cf0-55a2-4b6e-9d50-0d8a1c6f3b11",
                  "secretText": "q7A…", "startDateTime": "2026-11-01T12:00:00Z"
                }
                """)),
        ],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound, DirectoryErrors.ValueReadOnly, DirectoryErrors.ValueInvalid],
    }.ForVersion(version);

    public Operation RemovePassword => new Operation("A6", "Remove password", Provenance.Documented)
    {
        Description = "Removes a client secret.",
        Request = Sample.Json<RemovePasswordRequest>("""{ "keyId": "9f6f4cf0-55a2-4b6e-9d50-0d8a1c6f3b11" }"""),
        Responses = [new SampleResponse(204, "Removed.")],
        Refusals = [GraphErrorCatalog.DirectoryObjectNotFound, DirectoryErrors.ValueInvalid],
    }.ForVersion(version);

    private SampleResponse CreateResponse(int status, string description) => new(status, description, Sample.Json<ApplicationResource>(
        $$"""
        {
          "@odata.context": "http://localhost:8080{{version}}/$metadata#applications/$entity",
          {{ApplicationMembers}}
        }
        """));
}
