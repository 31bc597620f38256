//! Which parts of the package are read: the package says where its document is, and the document where its styles and
//! lists are. Where nothing is said, they have the names that Word gives them.

use super::container::{Package, no_document};
use super::xml::{Token, Xml, decode};
use crate::Error;

/// The names of the parts that are read. Only the document has to be there.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) document: String,
    pub(super) styles: String,
    pub(super) numbering: String,
    pub(super) footnotes: String,
    pub(super) endnotes: String,
}

/// Finds the parts.
pub(super) fn find(package: &mut Package<'_>) -> Result<Parts, Error> {
    let mut document = "word/document.xml".to_owned();
    for (kind, target) in relations(package, "_rels/.rels")? {
        let target = resolve("", &target);
        if kind == "officeDocument" && package.has(&target) {
            document = target;
            break;
        }
    }
    if !package.has(&document) || document.starts_with("xl/") || document.starts_with("ppt/") {
        return Err(no_document());
    }
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let named = |name: &str| resolve(folder, name);
    let (mut styles, mut numbering) = (named("styles.xml"), named("numbering.xml"));
    let (mut footnotes, mut endnotes) = (named("footnotes.xml"), named("endnotes.xml"));
    for (kind, target) in relations(package, &resolve(folder, &format!("_rels/{file}.rels")))? {
        let target = resolve(folder, &target);
        if !package.has(&target) {
            continue;
        }
        match kind.as_str() {
            "styles" => styles = target,
            "numbering" => numbering = target,
            "footnotes" => footnotes = target,
            "endnotes" => endnotes = target,
            _ => {}
        }
    }
    Ok(Parts { document, styles, numbering, footnotes, endnotes })
}

/// What a list of relations names: the last word of each kind, and the part.
fn relations(package: &mut Package<'_>, name: &str) -> Result<Vec<(String, String)>, Error> {
    let Some(bytes) = package.part(name)? else { return Ok(Vec::new()) };
    let text = decode(&bytes, name)?;
    let mut xml = Xml::new(&text, name);
    let mut found = Vec::new();
    while let Some(token) = xml.next()? {
        let Token::Open(element) = token else { continue };
        let external = element.attribute("TargetMode").as_deref() == Some("External");
        if element.name() != "Relationship" || external {
            continue;
        }
        if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
            && let Some((_, kind)) = kind.rsplit_once('/')
            && matches!(kind, "officeDocument" | "styles" | "numbering" | "footnotes" | "endnotes")
        {
            found.push((kind.to_owned(), target));
        }
    }
    Ok(found)
}

/// The name of a part that is named from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut names: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.retain(|name| !name.is_empty());
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn names_are_resolved() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/./styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "..\\custom\\styles.xml"), "custom/styles.xml");
        assert_eq!(resolve("", "/word/document2.xml"), "word/document2.xml");
        assert_eq!(resolve("", "../../x"), "x");
    }
}
