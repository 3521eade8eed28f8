namespace TrustFramework.MockServer.Documents;

/// <summary>What nobody knows of the service and we had to choose. An error's or an operation's own tag stands beside it, not here.</summary>
internal static class Decisions
{
    public static readonly IReadOnlyList<(string Question, string Choice)> All =
    [
        ("Missing policy on GET and DELETE", "404 `AADB2C90073`"),
        ("Missing key (`kid`)", "404 `AADB2C90073`"),
        ("POST of a policy that exists", "409; the stored policy stays"),
        ("URL id is not the `PolicyId` of the XML", "400 `Validation failed…`; letter case does not matter"),
        ("Letter case of ids", "looked up without regard to case, kept as first created"),
        ("A body over 1024 KB", "413; the rest of it is not read"),
        ("The 201st policy of a tenant", "400"),
        ("What counts as one of the 10 inheritance levels", "the policy itself and each of its bases"),
        ("Text for a cycle or for too many levels", "the service's own refusal of an inheritance, with our reason in it"),
        ("A root element that is no TrustFrameworkPolicy", "a schema error with the .NET schema engine's warning as its text"),
        ("A `PolicySchemaVersion` of the right form that is not `0.3.0.0`", "a schema error"),
        ("`TenantId` of `BasePolicy`", "not compared with anything"),
        ("Domain of a tenant that was never told one", "learned from the first accepted upload"),
        ("A tenant named by domain", "the default tenant if it has that domain, else a tenant whose id follows from the domain"),
        ("Where `PublicPolicyUri` goes when it is added", "behind the last attribute of the root"),
        ("Status of new keys", "`enabled`"),
        ("Sizes of generated keys", "RSA 2048 bits, oct 32 bytes"),
        ("`kid`", "RFC 7638 thumbprint for RSA, 32 random bytes for oct"),
        ("`use` in other letters than `sig` and `enc`", "refused; `kty` is taken in any letters"),
        ("A JWK without `use`", "refused"),
        ("A JWK with `status`", "refused as read-only"),
        ("Ids of key sets", "1 to 128 of letters, digits, `_`, `-` and `.`"),
        ("`status` that is `unknownFutureValue`, null or no string", "400 `AADB2C90136`; letter case matters"),
        ("A parameter body of an action that cannot be bound", "400 `The 'parameters' field is invalid…`; of a key's PATCH, `'key'`"),
        ("Null members of a key", "sent as `null`; a missing `x5c` as `[]`"),
        ("An unknown address without a token", "401 before 400"),
        ("An unknown address with a token", "400 `Resource not found for the segment…`, also for /v1.0"),
        ("A wrong verb, HEAD and OPTIONS among them", "404 `UnknownError`, as the service was seen to answer PATCH on a policy"),
        ("Tokens in mode `stub`", "audience and lifetime are checked where the token has them; five minutes of skew"),
        ("A personal Microsoft account", "403 `User Authorization: Access is denied.`"),
        ("A directory role for reading", "Global Reader suffices beside the administrators"),
        ("What is no HTTP at all", "Kestrel's status, and the envelope with code `BadRequest`"),
        ("Host in `@odata.context`", "the caller's own"),
        ("`correlationId`", "the same as `request-id`"),
    ];

    /// <summary>Accepted, and without effect: never silently wrong, and listed.</summary>
    public static readonly IReadOnlyList<(string What, string Why)> WithoutEffect =
    [
        ("`If-Match`, `If-None-Match`", "these types have no ETag"),
        ("`Prefer`", "the operations promise neither form of answer; `Preference-Applied` is not sent"),
        ("`Accept`", "every operation has one form of answer"),
        ("`Content-Type` of a policy", "the service reads XML whatever it says"),
        ("`SdkVersion`, `SampleID`, `FeatureFlag`, `charset` as a header", "clients send them, the service does nothing with them"),
        ("unknown members of a key set (`usage`)", "the service drops them"),
        ("members of another action in an action's body", "the service drops them"),
    ];
}
