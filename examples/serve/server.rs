//! What is answered where.

use std::num::NonZero;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use maud::{Markup, html};
use ogi_report::check::Language;
use ogi_report::write::PageParts;
use ogi_report::{SAMPLE, SAMPLE_2019};
use tokio::sync::Semaphore;

use crate::study::Study;
use crate::upload::{File, Limits, Refused, Sent, received};
use crate::words::{Words, asked, both};
use crate::{download, frame, guard, start, view};

/// What all answers share: nothing of what was sent.
#[derive(Clone, Debug)]
struct Shared {
    limits: Limits,
    /// Requests that are taken in and worked on at once: as many as there are cores, so that memory stays bounded.
    places: Arc<Semaphore>,
}

/// All addresses.
pub(crate) fn router(port: u16, limits: Limits) -> Router {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let shared = Shared { limits, places: Arc::new(Semaphore::new(cores)) };
    Router::new()
        .route("/", get(first))
        .route("/check", post(check).get(again))
        .route("/download", post(give).get(again))
        .route("/sample", get(async |State(shared), uri, headers| sample(shared, uri, headers, agreeing()).await))
        .route("/sample/wrong", get(async |State(shared), uri, headers| sample(shared, uri, headers, wrong()).await))
        .route("/sample/years", get(async |State(shared), uri, headers| sample(shared, uri, headers, years()).await))
        .route("/page.css", get(async || ([(CONTENT_TYPE, "text/css; charset=utf-8")], style())))
        .route("/page.js", get(async || ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("page.js"))))
        .route("/icon.svg", get(async || ([(CONTENT_TYPE, "image/svg+xml")], include_str!("icon.svg"))))
        .fallback(nowhere)
        .layer(from_fn_with_state(port, guard::guard))
        .with_state(shared)
}

/// The style of the library, and that of the page around it.
fn style() -> String {
    PageParts::styles().chain([include_str!("page.css")]).collect()
}

async fn first(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Html<String> {
    start::page(asked(uri.query(), &headers), shared.limits)
}

/// A page of results that was loaded anew without what it was made of.
async fn again(uri: Uri, headers: HeaderMap) -> Response {
    let words = Words("这里没有保存任何内容，请重新选择文件。", "Nothing is kept here: choose the files again.");
    frame::failure(StatusCode::METHOD_NOT_ALLOWED, asked(uri.query(), &headers), &html! { (words) })
}

async fn nowhere(uri: Uri, headers: HeaderMap) -> Response {
    let words = Words("没有这个页面。", "There is no such page.");
    frame::failure(StatusCode::NOT_FOUND, asked(uri.query(), &headers), &html! { (words) })
}

async fn check(State(shared): State<Shared>, headers: HeaderMap, request: Request) -> Response {
    let language = asked(request.uri().query(), &headers);
    answer(shared, language, request, |sent, language| view::page(&Study::new(sent), language).into_response()).await
}

async fn give(State(shared): State<Shared>, headers: HeaderMap, request: Request) -> Response {
    let language = asked(request.uri().query(), &headers);
    let make = |mut sent: Sent, language| {
        let get = sent.get.take().unwrap_or_default();
        match download::make(&Study::new(sent), &get, language) {
            Some(download) => download.into_response(),
            None => refused(Refused::Broken, language, None),
        }
    };
    answer(shared, language, request, make).await
}

/// Takes a request in, and works on it aside, so that others are answered meanwhile.
async fn answer(
    shared: Shared,
    language: Language,
    request: Request,
    work: impl FnOnce(Sent, Language) -> Response + Send + 'static,
) -> Response {
    let Ok(place) = Arc::clone(&shared.places).acquire_owned().await else {
        return failed(language);
    };
    match received(request, shared.limits).await {
        Ok(sent) => {
            let language = sent.language.unwrap_or(language);
            let work = move || {
                let response = work(sent, language);
                drop(place);
                response
            };
            tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| failed(language))
        }
        Err((why, asked)) => refused(why, asked.unwrap_or(language), Some(shared.limits)),
    }
}

async fn sample(shared: Shared, uri: Uri, headers: HeaderMap, files: Vec<File>) -> Response {
    let language = asked(uri.query(), &headers);
    let sent = Sent { files, ..Sent::default() };
    let Ok(_place) = shared.places.acquire().await else { return failed(language) };
    let work = move || view::page(&Study::new(sent), language).into_response();
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| failed(language))
}

fn file(name: &str, text: String) -> File {
    File { name: name.to_owned(), bytes: Bytes::from(text) }
}

fn agreeing() -> Vec<File> {
    vec![file("示例.txt", SAMPLE.to_owned())]
}

/// The sample with a swapped figure in a table, and another one in the prose.
fn wrong() -> Vec<File> {
    let text = SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31").replace("申请19件", "申请17件");
    vec![file("示例（有误）.txt", text)]
}

/// The samples of three years, of which the last carries over one more than the year before carried forward.
fn years() -> Vec<File> {
    let last = SAMPLE
        .replace("\t12\t3\t1\t1\t2\t0\t19", "\t11\t3\t1\t1\t2\t0\t18")
        .replace("\t2\t1\t0\t0\t0\t0\t3", "\t3\t1\t0\t0\t0\t0\t4")
        .replace("申请19件，加上年结转的3件", "申请18件，加上年结转的4件");
    vec![
        file("示例2020.txt", SAMPLE_2019.to_owned()),
        file("示例2023.txt", include_str!("../sample-2023.txt").to_owned()),
        file("示例2024.txt", last),
    ]
}

/// What is said where nothing was taken.
fn refused(why: Refused, language: Language, limits: Option<Limits>) -> Response {
    let (files, mebibytes) = limits.map_or((0, 0), |limits| (limits.files, limits.bytes >> 20));
    let (status, words): (StatusCode, Markup) = match why {
        Refused::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            both(|language| match language {
                Language::Zh => {
                    format!("文件太大：一次最多{mebibytes} MiB，所有文件合计。请分几次选择，或用 --max-size 启动程序。")
                }
                _ => format!(
                    "The files are too large: {mebibytes} MiB at once at most, all files together. Choose fewer, or start the \
                     program with --max-size."
                ),
            }),
        ),
        Refused::TooMany => (
            StatusCode::PAYLOAD_TOO_LARGE,
            both(|language| match language {
                Language::Zh => format!("文件太多：一次最多{files}个。请分几次选择，或用 --max-files 启动程序。"),
                _ => format!(
                    "There are too many files: {files} at once at most. Choose fewer, or start the program with --max-files."
                ),
            }),
        ),
        Refused::Nothing => (
            StatusCode::BAD_REQUEST,
            html! { (Words("没有选择文件，也没有粘贴文字。", "No file was chosen and no text was pasted.")) },
        ),
        Refused::Slow => (
            StatusCode::REQUEST_TIMEOUT,
            html! { (Words("文件没有在一分钟内传完，请再试一次。", "The files did not arrive within a minute. Try again.")) },
        ),
        Refused::Broken => (
            StatusCode::BAD_REQUEST,
            html! { (Words("请求不完整，请回到首页重新选择文件。", "The request is not whole. Go back to the first page and choose again.")) },
        ),
    };
    frame::failure(status, language, &words)
}

/// A fault of this program.
fn failed(language: Language) -> Response {
    let words = Words(
        "程序出错，没有得到结果。请把这份文件作为错误报告寄给我们；其他文件仍可检查。",
        "The program failed at this, and that is a fault of it. Please report it with the file; others can still be checked.",
    );
    frame::failure(StatusCode::INTERNAL_SERVER_ERROR, language, &html! { (words) })
}
